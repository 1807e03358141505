import type { Identifier, IdentifierType } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/keys.ts';
import { openContactKey, openText } from '../sealing.ts';
import type { ContactEvents } from './contact-events.ts';
import { contactEvents } from './contact-events.ts';
import type { Scope } from './scope.ts';

/**
 * A contact to show: one person, with all that they can be reached at. `id` is that of the contact that
 * stands for them all. Times are milliseconds since 1970 UTC.
 */
export type ContactRecord = {
  readonly id: string;
  readonly createdAt: number;
  readonly erased: boolean;
  readonly identifiers: readonly KeptIdentifier[];
};

/** `key` is the blind index. `value` is null once the key that opens it is destroyed. */
export type KeptIdentifier = {
  readonly key: string;
  readonly type: IdentifierType;
  readonly value: string | null;
};

export type ContactRecords = {
  /** Those who come after an id, at most so many, in the order in which they were first recorded. */
  readonly page: (page: ContactPage) => Promise<ContactRecord[]>;
  /** By the id of any of the person's contacts. */
  readonly get: (id: string) => Promise<ContactRecord | undefined>;
  /** The contact under just this identifier; another spelling of it is another identifier. */
  readonly with: (identifier: Identifier) => Promise<ContactRecord | undefined>;
  readonly events: (id: string) => Promise<ContactEvents>;
};

type ContactPage = { readonly after: string; readonly limit: number };

export function contactRecords(scope: Scope): ContactRecords {
  const first = async (...asked: Asked) => (await read(scope, ...asked))[0];
  return {
    page: ({ after, limit }) => read(scope, pageOf, [after, limit]),
    get: (id) => first(one, [id]),
    with: (identifier) => first(byKey, [scope.keys.blind(exactKey(identifier))]),
    events: (id) => contactEvents(scope, id),
  };
}

type Asked = readonly [sql: string, parameters: readonly (string | number)[]];

/* Each gives contacts that stand for a person: themselves, or all whom they were linked with. */
const pageOf = `SELECT id AS person FROM contacts c WHERE org_id = ?1 AND id > unhex(?2)
  AND NOT EXISTS (SELECT 1 FROM persons p
    WHERE p.org_id = ?1 AND p.contact_id = c.id AND p.person_id <> c.id)
  ORDER BY id LIMIT ?3`;
const personOf = (contact: string) =>
  `coalesce((SELECT p.person_id FROM persons p WHERE p.org_id = ?1 AND p.contact_id = ${contact}), ${contact})`;
const one = `SELECT ${personOf('unhex(?2)')} AS person`;
const byKey = `SELECT ${personOf('i.contact_id')} AS person
  FROM identifiers i WHERE i.org_id = ?1 AND i.exact_key = unhex(?2)`;

/** CROSS JOIN and INDEXED BY keep SQLite, which has no statistics, from walking the organisation. */
const recordsOf = (people: string) => `
WITH people AS MATERIALIZED (${people}),
members AS (
  SELECT person, person AS contact FROM people
  UNION ALL
  SELECT person, m.contact_id FROM people
    CROSS JOIN persons m INDEXED BY persons_person
      ON m.org_id = ?1 AND m.person_id = person AND m.contact_id <> person
)
SELECT lower(hex(members.person)) AS person, lower(hex(c.id)) AS id, c.created_at AS createdAt,
  hex(c.wrapped_key) AS wrapped, lower(hex(i.exact_key)) AS key, i.type, hex(i.sealed) AS sealed
FROM members
  CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = members.contact
  CROSS JOIN identifiers i INDEXED BY identifiers_contact
    ON i.org_id = ?1 AND i.contact_id = members.contact
ORDER BY members.person, c.created_at, i.exact_key`;

type Row = KeptIdentifier & {
  readonly person: string;
  readonly id: string;
  readonly createdAt: number;
  readonly wrapped: string;
  readonly sealed: string;
};

async function read(scope: Scope, ...[people, parameters]: Asked): Promise<ContactRecord[]> {
  const { results } = await scope.db
    .prepare(recordsOf(people))
    .bind(scope.orgId, ...parameters)
    .all<Row>();
  const persons = new Map<string, Row[]>();
  for (const row of results) {
    const rows = persons.get(row.person) ?? [];
    persons.set(row.person, rows);
    rows.push(row);
  }
  return Promise.all([...persons.values()].map((rows) => open(scope, rows as [Row, ...Row[]])));
}

async function open(scope: Scope, rows: readonly [Row, ...Row[]]): Promise<ContactRecord> {
  const identifiers = await Promise.all(rows.map((row) => openIdentifier(scope, row)));
  return {
    id: rows[0].person,
    createdAt: Math.min(...rows.map(({ createdAt }) => createdAt)),
    erased: rows.every(({ wrapped }) => wrapped === ''),
    identifiers,
  };
}

async function openIdentifier(scope: Scope, row: Row): Promise<KeptIdentifier> {
  const { id: contactId, key, type, wrapped, sealed } = row;
  if (wrapped === '' || sealed === '') return { key, type, value: null };
  const place = { orgId: scope.orgId, contactId };
  const contactKey = await openContactKey(scope.keys, place, wrapped);
  return { key, type, value: await openText(contactKey, place, 'identifier', sealed) };
}
