import type { Identifier } from '../../shared/contact/identifier.ts';
import { deviceHashes } from '../../shared/snapshot/device-hashes.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import { randomBytes } from '../bytes.ts';
import { newSealedContact, openContactKey } from '../sealing.ts';
import { newContactIds } from './contact-ids.ts';
import { jsonParts } from './parts.ts';
import type { Scope } from './scope.ts';

/** An identifier with its blind-index keys. */
export type Keyed = {
  readonly identifier: Identifier;
  readonly exact: string;
  readonly wide: string;
};

/** A contact on record, by one of its blind exact keys. `wrapped` is empty once it was erased, which was when. */
export type FoundContact = {
  readonly exact: string;
  readonly id: string;
  readonly wrapped: string;
  readonly erasedAt: number | null;
};

/** The contacts of some identifiers, by blind exact key. Those not on record are made. */
export type Contacts = {
  readonly idOf: (exact: string) => string;
  /** The contact's own key; `undefined` for one who was erased and did not come back. */
  readonly keyOf: (exact: string) => Promise<CryptoKey | undefined>;
  /** What to write before anything that refers to them. */
  readonly writes: readonly D1PreparedStatement[];
};

type Held = { readonly id: string; readonly key: () => Promise<CryptoKey | undefined> };

/** Gives `FoundContact`s for those of the blind exact keys that are on record. */
export function findContacts({ db, orgId }: Scope, exact: Iterable<string>): D1PreparedStatement {
  return db
    .prepare(
      `SELECT k.value AS exact, lower(hex(c.id)) AS id, lower(hex(c.wrapped_key)) AS wrapped,
         CASE WHEN length(c.wrapped_key) = 0 THEN (
           SELECT max(e.occurred_at) FROM events e
           WHERE e.org_id = ?1 AND e.contact_id = c.id AND e.type = 'erased'
         ) END AS erasedAt
       FROM json_each(?2) k
         CROSS JOIN identifiers i ON i.org_id = ?1 AND i.exact_key = unhex(k.value)
         CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = i.contact_id`,
    )
    .bind(orgId, JSON.stringify([...new Set(exact)]));
}

/**
 * Makes the contacts that are wanted and not found. Those of `back` who had been erased get a new key, and
 * their identifier is sealed again; what was sealed before stays closed.
 */
export async function contactsFor(
  scope: Scope,
  found: readonly FoundContact[],
  wanted: readonly Keyed[],
  { now, back }: { readonly now: number; readonly back: readonly Keyed[] },
): Promise<Contacts> {
  const held = new Map<string, Held>();
  for (const { exact, id, wrapped } of found)
    held.set(exact, { id, key: once(() => openKey(scope, id, wrapped)) });
  const missing = new Map(
    wanted.filter(({ exact }) => !held.has(exact)).map((each) => [each.exact, each]),
  );
  const ids = newContactIds(now, missing.size, randomBytes(7 * missing.size));
  const made: Protected[] = [];
  for (const each of missing.values()) made.push(await protect(scope, ids[made.length]!, each));
  const revived: Protected[] = [];
  for (const each of back) revived.push(await protect(scope, held.get(each.exact)!.id, each));
  for (const { exact, id, key } of [...made, ...revived])
    held.set(exact, { id, key: () => Promise.resolve(key) });
  return {
    idOf: (exact) => held.get(exact)!.id,
    keyOf: (exact) => held.get(exact)!.key(),
    writes: [
      ...insertContacts(scope, made, now),
      ...insertIdentifiers(scope, made),
      ...(revived.length > 0 ? revive(scope, revived) : []),
    ],
  };
}

type Protected = Keyed & {
  readonly id: string;
  readonly key: CryptoKey;
  readonly wrapped: string;
  readonly sealed: string;
};

async function protect(scope: Scope, id: string, keyed: Keyed): Promise<Protected> {
  const place = { orgId: scope.orgId, contactId: id };
  const protection = await newSealedContact(scope.keys, place, keyed.identifier.value);
  return { ...keyed, id, ...protection };
}

async function openKey(scope: Scope, contactId: string, wrapped: string) {
  if (wrapped === '') return undefined;
  return openContactKey(scope.keys, { orgId: scope.orgId, contactId }, wrapped);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function insertContacts({ db, orgId }: Scope, made: readonly Protected[], now: number) {
  const rows = made.map(({ id, wrapped }) => [id, wrapped]);
  return jsonParts(rows).map((part) =>
    db
      .prepare(
        `INSERT INTO contacts (org_id, id, wrapped_key, created_at)
         SELECT ?1, unhex(value->>0), unhex(value->>1), ?3 FROM json_each(?2)`,
      )
      .bind(orgId, part, now),
  );
}

/** In the order of their keys, which is that of the table: neighbours go into one page. */
function insertIdentifiers({ db, orgId, keys }: Scope, made: readonly Protected[]) {
  const deviceKey = sipKeyFromHex(keys.deviceKey);
  const rows = made
    .map(({ exact, id, identifier, wide, sealed }) => {
      const device = deviceHashes(deviceKey, identifier);
      return [exact, id, identifier.type, wide, sealed, device.wide, device.exact] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return jsonParts(rows).map((part) =>
    db
      .prepare(
        `INSERT INTO identifiers (org_id, exact_key, contact_id, type, wide_key, sealed, device_wide, device_exact)
         SELECT ?1, unhex(value->>0), unhex(value->>1), value->>2, unhex(value->>3), unhex(value->>4),
           unhex(value->>5), unhex(value->>6)
         FROM json_each(?2)`,
      )
      .bind(orgId, part),
  );
}

/** Fails, as a race does, on one who has a key again by now: two keys for one contact would lose a text. */
function revive({ db, orgId }: Scope, revived: readonly Protected[]) {
  return revived.flatMap(({ id, exact, wrapped, sealed }) => [
    db
      .prepare(
        `UPDATE contacts SET wrapped_key = CASE WHEN length(wrapped_key) = 0 THEN unhex(?3) END
         WHERE org_id = ?1 AND id = unhex(?2)`,
      )
      .bind(orgId, id, wrapped),
    db
      .prepare(
        'UPDATE identifiers SET sealed = unhex(?3) WHERE org_id = ?1 AND exact_key = unhex(?2)',
      )
      .bind(orgId, exact, sealed),
  ]);
}
