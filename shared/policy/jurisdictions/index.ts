import { startOfDay } from '../../calendar.ts';
import type { Instant } from '../../time.ts';
import type { Jurisdiction, Row } from '../jurisdiction.ts';
import { eea, jurisdictions } from './tables.ts';

export { jurisdictions } from './tables.ts';

/** Members of the EU and the EEA, by ISO 3166 code. One without a file of its own takes the EU's. */
export const eeaMembers: readonly string[] = /* @__PURE__ */ Object.keys(eea);

type Law = {
  readonly chains: ReadonlyMap<string, readonly Jurisdiction[]>;
  readonly anywhere: readonly Jurisdiction[];
};
let known: Law | undefined;

/** Worked out when first asked for: in a page the tables come after this script. Throws before. */
function law(): Law {
  if (known) return known;
  const byCode = new Map(jurisdictions.map((one) => [one.code, one]));
  const world = byCode.get('WORLD');
  if (!world) throw new Error('The tables of the law are not here.');
  const chains = new Map<string, readonly Jurisdiction[]>([
    ...Object.keys(eea).map((code) => [code, upwards('EU', byCode)] as const),
    ...jurisdictions.map(({ code }) => [code, upwards(code, byCode)] as const),
  ]);
  return (known = { chains, anywhere: [world] });
}

/** From a jurisdiction to its parents. */
function upwards(code: string, byCode: ReadonlyMap<string, Jurisdiction>): readonly Jurisdiction[] {
  const own = byCode.get(code);
  if (!own) return [];
  return own.parent === undefined ? [own] : [own, ...upwards(own.parent, byCode)];
}

/**
 * The law of a place and that above it: `DE` gives Germany and the EU, `US-CA` California and the
 * United States, `US-NY` the United States, a place that we know nothing of `WORLD`. Takes an ISO
 * 3166 country or region; the same array each time.
 */
export function chainFor(code: string): readonly Jurisdiction[] {
  const { chains, anywhere } = law();
  return (
    chains.get(code) ?? (code[2] === '-' ? chains.get(code.slice(0, 2)) : undefined) ?? anywhere
  );
}

/** The file that speaks of a place: its own, that of the country or of the EU, or `WORLD`. */
export function jurisdictionFor(code: string): Jurisdiction {
  return chainFor(code)[0]!;
}

/** In which days are counted in a place; `undefined` where no file speaks of it. */
export function timeZoneOf(code: string): string | undefined {
  const { code: file, timeZone } = jurisdictionFor(code);
  if (file === 'WORLD') return undefined;
  return file === 'EU' ? (eea[code] ?? timeZone) : timeZone;
}

/** Whether a jurisdiction's row was law at an instant. */
export function isLaw(row: Row, { timeZone }: Jurisdiction, at: Instant): boolean {
  const { inForceFrom, inForceUntil } = row;
  if (inForceFrom !== undefined && at < startOfDay(inForceFrom, timeZone)) return false;
  return inForceUntil === undefined || at < startOfDay(inForceUntil, timeZone);
}

let changes: readonly Instant[] | undefined;

/** How often any row had begun or ceased to be law by then: instants with one number have one law. */
export function lawEpoch(at: Instant): number {
  if (!changes) {
    law();
    changes = changesOfLaw();
  }
  let epoch = changes.length;
  while (epoch > 0 && at < changes[epoch - 1]!) epoch--;
  return epoch;
}

function changesOfLaw(): readonly Instant[] {
  const all = jurisdictions.flatMap(({ rows, timeZone }) =>
    rows
      .flatMap(({ inForceFrom, inForceUntil }) => [inForceFrom, inForceUntil])
      .flatMap((day) => (day === undefined ? [] : [startOfDay(day, timeZone)])),
  );
  return [...new Set(all)].sort((a, b) => a - b);
}
