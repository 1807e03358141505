import { startOfDay } from '../../calendar.ts';
import type { Instant } from '../../time.ts';
import type { Jurisdiction, Row } from '../jurisdiction.ts';
import eea from './eea.json' with { type: 'json' };
import * as files from './files.ts';

/**
 * An import of JSON types every word as `string`, so the cast; that each file keeps to the schema is
 * what the test is for.
 */
export const jurisdictions = Object.values(files) as unknown as readonly Jurisdiction[];

/** Members of the EU and the EEA, by ISO 3166 code. One without a file of its own takes the EU's. */
export const eeaMembers: readonly string[] = Object.keys(eea);

const byCode = new Map(jurisdictions.map((one) => [one.code, one]));
const anywhere: readonly Jurisdiction[] = [byCode.get('WORLD')!];
const chains = new Map<string, readonly Jurisdiction[]>([
  ...eeaMembers.map((code) => [code, upwards('EU')] as const),
  ...jurisdictions.map(({ code }) => [code, upwards(code)] as const),
]);

/** From a jurisdiction to its parents. */
function upwards(code: string): readonly Jurisdiction[] {
  const own = byCode.get(code);
  if (!own) return [];
  return own.parent === undefined ? [own] : [own, ...upwards(own.parent)];
}

/**
 * The law of a place and that above it: `DE` gives Germany and the EU, `US-CA` California and the
 * United States, `US-NY` the United States, a place that we know nothing of `WORLD`. Takes an ISO
 * 3166 country or region; the same array each time.
 */
export function chainFor(code: string): readonly Jurisdiction[] {
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
  return file === 'EU' ? ((eea as Record<string, string>)[code] ?? timeZone) : timeZone;
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
  changes ??= changesOfLaw();
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
