import type { ConsentEvent } from '../../shared/consent/event.ts';
import { isEmpty } from '../../shared/consent/facts.ts';
import type { Entry, Member } from '../../shared/snapshot/entry.ts';
import { memberOf } from '../../shared/snapshot/entry.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import { factsOfExact } from './fold.ts';
import { jsonParts } from './parts.ts';
import type { Scope } from './scope.ts';

/** For a SELECT from `identifiers i` and `persons p`. */
export const identifierColumns = `lower(hex(i.device_wide)) AS wide, lower(hex(i.device_exact)) AS exact,
  lower(hex(i.exact_key)) AS key, lower(hex(i.contact_id)) AS contact, lower(hex(p.person_id)) AS person`;

/** Hexadecimal. `exact` is empty where the identifier is its own wide form, `person` where nobody was linked. */
export type IdentifierRow = {
  readonly wide: string;
  readonly exact: string;
  readonly key: string;
  readonly contact: string;
  readonly person: string;
};

const eventsQuery = `
WITH people AS (SELECT unhex(value) AS person FROM json_each(?2)),
members AS (
  SELECT person, person AS contact FROM people
  UNION ALL
  SELECT person, m.contact_id FROM people
    CROSS JOIN persons m INDEXED BY persons_person
      ON m.org_id = ?1 AND m.person_id = person AND m.contact_id <> person
)
SELECT lower(hex(members.person)) AS person, ${eventColumns}
FROM members CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = members.contact AND e.seq <= ?3`;

/**
 * What a device is to know of these identifiers, as it was when there were `version` events: one entry
 * for each wide form, in the order of their hashes, without members where nothing is to be known. The
 * rows have to be all that there are of each wide form.
 */
export async function entriesOf(
  scope: Scope,
  rows: readonly IdentifierRow[],
  version: number,
): Promise<Entry[]> {
  const events = await eventsOf(scope, new Set(rows.map(personOf)), version);
  const key = sipKeyFromHex(scope.keys.deviceKey);
  const groups = new Map<string, Member[]>();
  for (const row of [...rows].sort(byWideThenPerson)) {
    const members = groups.get(row.wide) ?? [];
    groups.set(row.wide, members);
    const facts = factsOfExact(events.get(personOf(row)) ?? [], row.key);
    // Each contact has one identifier, so that others of the same person mean a link.
    if (!isEmpty(facts)) members.push(memberOf(key, row.exact || null, facts, row.person !== ''));
  }
  return [...groups].map(([hash, members]) => ({ hash, members }));
}

const personOf = ({ person, contact }: IdentifierRow): string => person || contact;

/** As a check goes through the people of one wide form, so that reasons come in the same order. */
function byWideThenPerson(a: IdentifierRow, b: IdentifierRow): number {
  const [left, right] = [a, b].map((row) => row.wide + personOf(row) + row.key);
  return left! < right! ? -1 : 1;
}

async function eventsOf(
  { db, orgId }: Scope,
  people: ReadonlySet<string>,
  version: number,
): Promise<Map<string, ConsentEvent[]>> {
  const events = new Map<string, ConsentEvent[]>();
  // In order, since that is how events lie.
  for (const part of jsonParts([...people].sort())) {
    const found = db.prepare(eventsQuery).bind(orgId, part, version);
    for (const row of (await found.all<EventRow & { person: string }>()).results) {
      const own = events.get(row.person) ?? [];
      events.set(row.person, own);
      own.push(toEvent(row));
    }
  }
  return events;
}
