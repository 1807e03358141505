import { clear, createStore, delMany, get, keys, set, update } from 'idb-keyval';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import type { ConnectedAs } from '../../shared/protocol/access.ts';
import type { EventInput, SnapshotBase } from '../../shared/protocol/api.ts';
import type { GuardReportRequest } from '../../shared/protocol/guard-report.ts';
import type { Dismissal } from '../../shared/protocol/screening.ts';
import type { Selectors } from '../../shared/protocol/selectors.ts';

/**
 * What the extension keeps. IndexedDB of the extension's own origin, which content scripts cannot
 * read as they could `storage.local`: a page that breaks into one finds no token.
 */
export type Kept = {
  settings: {
    apiBase: string;
    token: string;
    /** In whose name; missing when the server did not say. */
    as?: ConnectedAs;
  };
  /** A code that waits to be approved. */
  pairing: {
    apiBase: string;
    deviceCode: string;
    userCode: string;
    /** Where it is approved. */
    page: string;
    /** Seconds between two questions. */
    interval: number;
    expiresAt: number;
    /** The credential, once it was approved. */
    token?: string;
  };
  snapshot: {
    version: number;
    epoch: string;
    etag: string | undefined;
    deviceKey: string;
    policy: Policy;
    role: Role;
    syncedAt: number;
    /** What to look for in pages before the built-in; null for nothing. */
    selectors?: Selectors | null;
    /** Its parts are kept apart, so that only those are read that are needed. */
    base: SnapshotBase | null;
    /** What has changed since the base: one part. */
    changes: ArrayBuffer;
  };
  /** When the worker last answered: milliseconds since 1970 UTC. */
  heardAt: number;
  /** Of pages that could not be protected: when each was told of, and what waits to be sent. */
  reports: { told: Record<string, number>; waiting: GuardReportRequest[] };
  /** How often findings of screening were dismissed, by rule, since it was last told. */
  dismissals: Dismissal[];
  /** New facts that the worker has not taken yet, oldest first. */
  queue: Queued[];
  /** Hexadecimal, random, for the names and keys under which `keptLinks` are kept. */
  linkSalt: string;
  /** ISO 639; missing for the browser's own. */
  language: string;
  /** How many sends were stopped on a day of the member's calendar. */
  stopped: { day: string; count: number };
};

/**
 * A fact, and the mark of the connection (`serverMark`) that it was recorded for. With `heldUntil`
 * (milliseconds since 1970 UTC) it holds here, but is not sent yet.
 */
export type Queued = {
  readonly server: string;
  readonly event: EventInput;
  readonly heldUntil?: number;
};

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

/** The parts of bases, by name. */
export type PartStore = {
  readonly names: () => Promise<string[]>;
  readonly get: (name: string) => Promise<ArrayBuffer | undefined>;
  readonly set: (name: string, bytes: ArrayBuffer) => Promise<void>;
  readonly drop: (names: string[]) => Promise<void>;
  readonly clear: () => Promise<void>;
};

const parts = createStore('heed-parts', 'parts');

export const keptParts: PartStore = {
  names: () => keys<string>(parts),
  get: (name) => get<ArrayBuffer>(name, parts),
  set: (name, bytes) => set(name, bytes, parts),
  drop: (names) => delMany(names, parts),
  clear: () => clear(parts),
};

/** The other identifiers of one LinkedIn member, under AES-GCM. */
export type SealedLinks = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

const links = createStore('heed-links', 'links');

export const keptLinks = {
  get: (name: string) => get<SealedLinks>(name, links),
  set: (name: string, sealed: SealedLinks) => set(name, sealed, links),
};
