import type { Entry, Member, PackedMark } from '../../../shared/snapshot/entry.ts';
import { deviceHashes } from '../../../shared/snapshot/device-hashes.ts';
import { packPart } from '../../../shared/snapshot/pack.ts';
import type { Part } from '../../../shared/snapshot/part.ts';
import { openPart } from '../../../shared/snapshot/part.ts';
import type { Base } from '../../../shared/snapshot/snapshot.ts';
import { sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';

export const key = sipKeyFromHex('000102030405060708090a0b0c0d0e0f');
export const million = 1_000_000;
const start = Date.UTC(2023, 10, 21);
const day = 86_400_000;
const days = 1096;

/** Addresses at ten thousand companies; every twelfth with a tag, so that it is not its own wide form. */
export const addressOf = (at: number): string =>
  `person${at}.of-some-name${at % 12 === 0 ? '+tag' : ''}@company${at % 9973}.example`;

/** Numbers that look random and are the same in each run. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const upper = state >>> 5;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((upper * 67_108_864 + (state >>> 6)) / 2 ** 53) * below);
  };
}

/** What is kept about one contact, and how many bits of it nobody could have known before. */
export type Made = {
  readonly member: Omit<Member, 'exact'>;
  readonly kind: string;
  readonly bits: number;
};
export type Mix = (next: (below: number) => number) => Made;

const mail = { purpose: 'direct-marketing', channel: 'email' } as const;
const bitsOf = (choices: number): number => Math.log2(choices);

function optOut(since: number, bits: number): Made {
  const marks: PackedMark[] = [{ type: 'withdrawn', ...mail, since }];
  return { member: { marks }, kind: 'opt-out', bits };
}
const onADay: Mix = (next) => optOut(start + next(days) * day, bitsOf(days));
const atAMoment: Mix = (next) => optOut(start + next(days * day), bitsOf(days * day));

const doubleOptIn: Mix = (next) => {
  const since = start + next(days * day);
  const later = 60_000 + next(day);
  const given = { method: 'web-form', noticed: true, ...mail } as const;
  const marks: PackedMark[] = [
    { type: 'given', ...given, since },
    { type: 'confirmed', ...given, since: since + later },
  ];
  return { member: { marks }, kind: 'consent', bits: bitsOf(days * day) + bitsOf(day) };
};

const countries = ['DE', 'FR', 'GB', 'US', 'CA', 'AT', 'CH', 'NL', 'ES', 'IT', 'PL', 'SE'];
const customer: Mix = (next) => {
  const country = countries[next(countries.length)]!;
  const bought = start + next(days) * day;
  const written = 1 + next(4);
  const contacted = Array.from({ length: written }, () => bought + next(365 * day));
  const ground = { kind: 'purchase', toldAtCollection: true, collectedDirectly: true } as const;
  const marks: PackedMark[] = [
    { type: 'relationship-recorded', ...mail, since: bought, ground },
    ...contacted
      .sort((a, b) => a - b)
      .map((since): PackedMark => ({ type: 'contacted', ...mail, since })),
  ];
  const traits = {
    countries: [{ country, source: 'declared' as const }],
    class: 'employee' as const,
  };
  const orders = Array.from({ length: written }, (_, at) => bitsOf(at + 1)).reduce((a, b) => a + b);
  return {
    member: { marks, traits },
    kind: `customer ${country} ${written}`,
    bits: bitsOf(days) + written * bitsOf(365 * day) - orders,
  };
};

export const mixes: Readonly<Record<string, Mix>> = {
  'opt-outs, one date for all': () => optOut(start, 0),
  'opt-outs, each with its day': onADay,
  'opt-outs, each to the millisecond': atAMoment,
  'half opt-outs, a quarter consents, a quarter customers': (next) =>
    [onADay, atAMoment, doubleOptIn, customer][next(4)]!(next),
};

/** In the order of their hashes. */
export function hashed(): {
  readonly at: number;
  readonly wide: string;
  readonly exact: string | null;
}[] {
  const all = Array.from({ length: million }, (_, at) => ({
    at,
    ...deviceHashes(key, { type: 'email', value: addressOf(at) }),
  }));
  return all.sort((a, b) => (a.wide < b.wide ? -1 : 1));
}

export function entriesOf(contacts: ReturnType<typeof hashed>, mix: Mix) {
  const next = random(7);
  const kinds = new Map<string, number>();
  let bits = 0;
  const entries: Entry[] = contacts.map(({ wide, exact }) => {
    const made = mix(next);
    bits += made.bits;
    kinds.set(made.kind, (kinds.get(made.kind) ?? 0) + 1);
    return { hash: wide, members: [{ exact, ...made.member }] };
  });
  for (const count of kinds.values()) bits -= count * bitsOf(count / million);
  return { entries, bits };
}

/** As the worker makes it: parts of some 16,000 entries, each for whole 16-bit prefixes. */
export function packBase(entries: readonly Entry[]): Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const step = 0x0400_0000;
  let from = 0;
  for (let first = 0; first < 2 ** 32; first += step) {
    const end = (first + step).toString(16).padStart(8, '0');
    let to = from;
    while (to < entries.length && (end.length > 8 || entries[to]!.hash < end)) to++;
    parts.push(packPart(entries.slice(from, to), { first, last: first + step - 1 }));
    from = to;
  }
  return parts;
}

export function openBase(parts: readonly Uint8Array<ArrayBuffer>[]): Base {
  const opened = parts.map(open);
  return { firsts: opened.map(({ first }) => first), parts: opened };
}

export function open(bytes: Uint8Array<ArrayBuffer>): Part {
  const part = openPart(bytes.buffer);
  if (!part.ok) throw new Error(part.problem.message);
  return part.value;
}
