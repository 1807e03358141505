import { createStore, get, set, update } from 'idb-keyval';
import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import type { EventInput } from '../../shared/protocol/api.ts';

/**
 * What the extension keeps. IndexedDB of the extension's own origin, which content scripts cannot
 * read as they could `storage.local`: a page that breaks into one finds no token.
 */
export type Kept = {
  settings: { apiBase: string; token: string };
  snapshot: {
    version: number;
    deviceKey: string;
    policy: Policy;
    role: Role;
    syncedAt: number;
    entries: [string, ConsentFacts][];
  };
  /** New facts that the worker has not taken yet, oldest first. */
  queue: Queued[];
};

/** A fact, and the mark of the connection (`serverMark`) that it was recorded for. */
export type Queued = { readonly server: string; readonly event: EventInput };

const store = createStore('heed', 'kept');

export function keep<K extends keyof Kept>(name: K, value: Kept[K] | undefined): Promise<void> {
  return set(name, value, store);
}

export function recall<K extends keyof Kept>(name: K): Promise<Kept[K] | undefined> {
  return get<Kept[K]>(name, store);
}

/** Reads and writes in one transaction, so that two parts of the extension cannot lose each other's change. */
export function change<K extends keyof Kept>(
  name: K,
  edit: (old: Kept[K] | undefined) => Kept[K],
): Promise<void> {
  return update<Kept[K]>(name, edit, store);
}
