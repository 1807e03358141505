import type { ConsentFacts } from '../consent/facts.ts';
import { gatherFacts } from '../consent/gather.ts';
import type { Identifier } from '../contact/types.ts';
import { lookupKeys } from '../contact/keys.ts';
import type { Entry } from './entry.ts';
import { exactFactsOf, wideFactsOf } from './entry.ts';
import { LookupHashes } from './lookup-hashes.ts';
import { packPart } from './pack.ts';
import type { Part } from './part.ts';
import type { SipKey } from './siphash.ts';

/** The parts of a base, in order, those that are open; and the upper half of each one's first hash. */
export type Base = { readonly firsts: readonly number[]; readonly parts: (Part | undefined)[] };

/** A copy of all consent facts: keyed hashes of lookup keys, and no identifier. */
export type Snapshot = {
  readonly key: SipKey;
  readonly hashes: LookupHashes;
  /** The whole as it once was; without one, `changes` is the whole. */
  readonly base: Base | undefined;
  /** What has changed since: takes the place of what the base has under the same hash. */
  readonly changes: Part;
};

export function makeSnapshot(key: SipKey, changes: Part, base?: Base): Snapshot {
  return { key, hashes: new LookupHashes(key), base, changes };
}

const nothing: ConsentFacts = Object.freeze({ marks: [] });

/** What is known about an identifier. Throws when a part that it needs (`partsFor`) is not open. */
export function lookUp(snapshot: Snapshot, identifier: Identifier): ConsentFacts {
  const { hashes } = snapshot;
  const count = hashes.of(identifier);
  let found: (Entry | undefined)[] | undefined;
  for (let at = 0; at < count; at++) {
    const entry = find(snapshot, hashes.halves[2 * at]!, hashes.halves[2 * at + 1]!);
    if (entry) (found ??= [])[at] = entry;
  }
  if (!found) return nothing;
  const [own, ...domains] = found;
  const exact = hashes.exactOf(identifier);
  // What somebody alone said under the wide key is said under the exact one too.
  if (domains.length === 0 && own?.members.length === 1 && own.members[0]!.exact === exact)
    return exactFactsOf(own, exact)!;
  const keys = lookupKeys(identifier);
  return gatherFacts(keys, (asked) => {
    if (asked === keys.exact) return own && exactFactsOf(own, exact);
    const entry = asked === keys.wide ? own : domains[keys.domains.indexOf(asked)];
    return entry && wideFactsOf(entry);
  });
}

function find({ base, changes }: Snapshot, high: number, low: number): Entry | undefined {
  const changed = changes.size === 0 ? -1 : changes.find(high, low);
  if (changed >= 0) return changes.entry(changed, high, low);
  if (!base) return undefined;
  const part = base.parts[partOf(base, high)];
  if (!part) throw new Error('A part of the snapshot is not open.');
  const at = part.find(high, low);
  return at < 0 ? undefined : part.entry(at, high, low);
}

/** Which of the base's parts have to be open before these can be looked up. */
export function partsFor(
  { base, hashes }: Snapshot,
  identifiers: readonly Identifier[],
): ReadonlySet<number> {
  const parts = new Set<number>();
  if (base)
    for (const identifier of identifiers)
      for (let at = hashes.of(identifier) - 1; at >= 0; at--)
        parts.add(partOf(base, hashes.halves[2 * at]!));
  return parts;
}

/** The last part that begins at the hash or before it. */
function partOf({ firsts }: Base, high: number): number {
  const upper = high >>> 0;
  let low = 0;
  let past = firsts.length;
  while (past - low > 1) {
    const middle = (low + past) >>> 1;
    if (firsts[middle]! <= upper) low = middle;
    else past = middle;
  }
  return low;
}

/** All as one, the later ones winning: what a device keeps between two bases. */
export function mergeChanges(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const entries = new Map<string, Entry>();
  for (const part of parts) for (const entry of part.entries()) entries.set(entry.hash, entry);
  return packPart([...entries.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1)));
}

/** Fewer changes than this are never worth a base. */
export const fewChanges = 5_000;

/** Whether a new base pays: beyond some thousands, changes of more than 2 % of what there is. */
export function isWorthABase(changes: number, entries: number, few = fewChanges): boolean {
  return changes > Math.max(few, entries / 50);
}
