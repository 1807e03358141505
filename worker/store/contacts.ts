import type { Identifier } from '../../shared/contact/identifier.ts';
import { deviceHashes } from '../../shared/snapshot/device-hashes.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import { randomHex } from '../bytes.ts';
import { newContactKey, openContactKey, sealText } from '../sealing.ts';
import type { Scope } from './scope.ts';

/** An identifier with its blind-index keys. */
export type Keyed = {
  readonly identifier: Identifier;
  readonly exact: string;
  readonly wide: string;
};

type Contact = { readonly id: string; readonly wrapped: string; readonly key?: CryptoKey };

/** The contacts of some identifiers, by blind exact key. Those not on record are made, and written by `inserts`. */
export type Contacts = {
  readonly idOf: (exact: string) => string;
  readonly keyOf: (exact: string) => Promise<CryptoKey>;
  /** What to write before anything that refers to them; empty when all were on record. */
  readonly inserts: (now: number) => D1PreparedStatement[];
};

export async function contactsFor(scope: Scope, wanted: readonly Keyed[]): Promise<Contacts> {
  const known = await find(scope, wanted);
  const missing = new Map<string, Keyed>();
  for (const each of wanted) if (!known.has(each.exact)) missing.set(each.exact, each);
  const made = await Promise.all([...missing.values()].map((each) => make(scope, each)));
  for (const { exact, contact } of made) known.set(exact, contact);

  return {
    idOf: (exact) => known.get(exact)!.id,
    keyOf: async (exact) => {
      const { id, wrapped, key } = known.get(exact)!;
      return key ?? openContactKey(scope.keys, { orgId: scope.orgId, contactId: id }, wrapped);
    },
    inserts: (now) => (made.length === 0 ? [] : insertStatements(scope, made, now)),
  };
}

async function find({ db, orgId }: Scope, wanted: readonly Keyed[]): Promise<Map<string, Contact>> {
  const keys = [...new Set(wanted.map(({ exact }) => exact))];
  const { results } = await db
    .prepare(
      `SELECT k.value AS exact, lower(hex(c.id)) AS id, lower(hex(c.wrapped_key)) AS wrapped
       FROM json_each(?2) k
         CROSS JOIN identifiers i ON i.org_id = ?1 AND i.exact_key = unhex(k.value)
         CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = i.contact_id`,
    )
    .bind(orgId, JSON.stringify(keys))
    .all<Contact & { exact: string }>();
  return new Map(results.map(({ exact, id, wrapped }) => [exact, { id, wrapped }]));
}

type Made = Keyed & { readonly contact: Contact; readonly sealed: string };

async function make(scope: Scope, keyed: Keyed): Promise<Made> {
  const id = randomHex(16);
  const place = { orgId: scope.orgId, contactId: id };
  const { key, wrapped } = await newContactKey(scope.keys, place);
  const sealed = await sealText(key, place, 'identifier', keyed.identifier.value);
  return { ...keyed, contact: { id, wrapped, key }, sealed };
}

function insertStatements({ db, orgId, keys }: Scope, made: readonly Made[], now: number) {
  const contacts = made.map(({ contact }) => [contact.id, contact.wrapped]);
  const deviceKey = sipKeyFromHex(keys.deviceKey);
  const identifiers = made.map(({ exact, wide, contact, identifier, sealed }) => {
    const device = deviceHashes(deviceKey, identifier);
    return [exact, contact.id, identifier.type, wide, sealed, device.wide, device.exact];
  });
  return [
    db
      .prepare(
        `INSERT INTO contacts (org_id, id, wrapped_key, created_at)
         SELECT ?1, unhex(value->>0), unhex(value->>1), ?3 FROM json_each(?2)`,
      )
      .bind(orgId, JSON.stringify(contacts), now),
    db
      .prepare(
        `INSERT INTO identifiers (org_id, exact_key, contact_id, type, wide_key, sealed, device_wide, device_exact)
         SELECT ?1, unhex(value->>0), unhex(value->>1), value->>2, unhex(value->>3), unhex(value->>4),
           unhex(value->>5), unhex(value->>6)
         FROM json_each(?2)`,
      )
      .bind(orgId, JSON.stringify(identifiers)),
  ];
}
