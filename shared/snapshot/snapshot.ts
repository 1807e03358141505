import * as v from 'valibot';
import type { ConsentFacts } from '../consent/facts.ts';
import { ConsentFacts as ConsentFactsSchema, isEmpty } from '../consent/facts.ts';
import { gatherFacts } from '../consent/gather.ts';
import type { Identifier } from '../contact/identifier.ts';
import { lookupKeys } from '../contact/keys.ts';
import type { SipKey } from './siphash.ts';
import { sipHashHex, sipKeyFromHex } from './siphash.ts';

/** One lookup key's hash and what is kept under it; `null` where nothing is any more. */
export const SnapshotEntry = v.tuple([
  v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  v.nullable(ConsentFactsSchema),
]);
export type SnapshotEntry = v.InferOutput<typeof SnapshotEntry>;

/** The device's copy of consent: keyed hashes of lookup keys, and no identifier. */
export type Snapshot = {
  readonly version: number;
  readonly key: SipKey;
  readonly entries: ReadonlyMap<string, ConsentFacts>;
};

export type SnapshotDelta = {
  readonly version: number;
  readonly deviceKey: string;
  /** When true the entries are the whole; otherwise they change what there was. */
  readonly full: boolean;
  readonly entries: readonly SnapshotEntry[];
};

export function hashLookupKey(key: SipKey, lookupKey: string): string {
  return sipHashHex(key, lookupKey);
}

/** A new snapshot; the old one is left as it was. A partial delta has to be hashed with the old one's key. */
export function applyDelta(old: Snapshot | undefined, delta: SnapshotDelta): Snapshot {
  const entries = new Map(delta.full || !old ? [] : old.entries);
  for (const [hash, facts] of delta.entries) {
    if (facts && !isEmpty(facts)) entries.set(hash, facts);
    else entries.delete(hash);
  }
  return { version: delta.version, key: sipKeyFromHex(delta.deviceKey), entries };
}

/** What the snapshot holds about an identifier. Nothing known gives no marks. */
export function lookUp(snapshot: Snapshot, identifier: Identifier): ConsentFacts {
  return gatherFacts(lookupKeys(identifier), (key) =>
    snapshot.entries.get(hashLookupKey(snapshot.key, key)),
  );
}
