import type { ConsentEvent } from '../../shared/consent/event.ts';
import { eventKind } from '../../shared/consent/event.ts';
import { endsStop } from '../../shared/consent/ending.ts';
import type { Mark } from '../../shared/consent/facts.ts';
import { covers } from '../../shared/consent/scope.ts';
import type { IdentifierType } from '../../shared/contact/identifier.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import { opener } from './exports-opening.ts';
import { factsOfExact } from './fold.ts';
import type { Scope } from './scope.ts';

/** An identifier of a contact to write out. `key` is the blind index; `value` is null once they were erased. */
export type ListedIdentifier = {
  readonly contact: string;
  readonly key: string;
  readonly type: IdentifierType;
  readonly value: string | null;
  readonly createdAt: number;
};

/** What forbids to write to an identifier, and nothing has ended. */
export type Suppression = { readonly identifier: ListedIdentifier; readonly mark: Mark };

/** Contacts whose id lies after `after`, up to `until`, and who were there at `at`; at most so many of them. */
export type ContactSpan = {
  readonly after: string;
  readonly until: string;
  readonly limit: number;
  readonly at: number;
};

/** What the page's contacts gave, and where the next begins; null after the last. */
export type Listed<Item> = { readonly items: readonly Item[]; readonly last: string | null };

type Row = {
  readonly contact: string;
  readonly createdAt: number;
  readonly wrapped: string;
  readonly key: string | null;
  readonly type: IdentifierType;
  readonly sealed: string;
};

const span = `SELECT * FROM contacts
  WHERE org_id = ?1 AND id > unhex(?2) AND id <= unhex(?3) AND created_at <= ?4 ORDER BY id LIMIT ?5`;

const identifiersQuery = `
SELECT lower(hex(c.id)) AS contact, c.created_at AS createdAt, lower(hex(c.wrapped_key)) AS wrapped,
  lower(hex(i.exact_key)) AS key, i.type, lower(hex(i.sealed)) AS sealed
FROM (${span}) c LEFT JOIN identifiers i INDEXED BY identifiers_contact
  ON i.org_id = ?1 AND i.contact_id = c.id
ORDER BY c.id, i.exact_key`;

/** With the events of everybody who is one person with them. */
const eventsQuery = `
WITH page AS MATERIALIZED (SELECT id FROM (${span})),
members AS (
  SELECT id AS asked, id AS contact FROM page
  UNION
  SELECT page.id, m.contact_id FROM page
    CROSS JOIN persons p ON p.org_id = ?1 AND p.contact_id = page.id
    CROSS JOIN persons m INDEXED BY persons_person ON m.org_id = ?1 AND m.person_id = p.person_id
)
SELECT lower(hex(members.asked)) AS asked, ${eventColumns} FROM members
  CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = members.contact AND e.seq <= ?6`;

export async function listIdentifiers(
  scope: Scope,
  page: ContactSpan,
): Promise<Listed<ListedIdentifier>> {
  const { results } = await identifiersOf(scope, page).all<Row>();
  return { items: await open(scope, results), last: lastOf(results) };
}

/** As it was when the organisation had `version` events. */
export async function listSuppressions(
  scope: Scope,
  page: ContactSpan,
  version: number,
): Promise<Listed<Suppression>> {
  const [identifiers, events] = await scope.db.batch([
    identifiersOf(scope, page),
    scope.db.prepare(eventsQuery).bind(...placeOf(scope, page), version),
  ]);
  const rows = identifiers!.results as Row[];
  const byContact = new Map<string, ConsentEvent[]>();
  for (const { asked, ...row } of events!.results as (EventRow & { asked: string })[]) {
    const own = byContact.get(asked) ?? [];
    byContact.set(asked, own);
    own.push(toEvent(row));
  }
  const forbidden = rows.flatMap((row) => {
    const { marks } = factsOfExact(byContact.get(row.contact) ?? [], row.key ?? '');
    const standing = row.key === null ? [] : marks.filter((mark) => stands(mark, marks, page.at));
    return standing.length > 0 ? [{ row, standing }] : [];
  });
  const opened = await open(
    scope,
    forbidden.map(({ row }) => row),
  );
  const items = forbidden.flatMap(({ standing }, index) =>
    standing.map((mark) => ({ identifier: opened[index]!, mark })),
  );
  return { items, last: lastOf(rows) };
}

function stands(mark: Mark, marks: readonly Mark[], at: number): boolean {
  const { effect } = eventKind(mark.type);
  if (effect !== 'stop' && effect !== 'listing') return false;
  if (mark.until !== undefined && mark.until <= at) return false;
  return !marks.some((other) => endsStop(other, mark) && covers(other, mark));
}

function identifiersOf(scope: Scope, page: ContactSpan): D1PreparedStatement {
  return scope.db.prepare(identifiersQuery).bind(...placeOf(scope, page));
}

function placeOf({ orgId }: Scope, { after, until, at, limit }: ContactSpan) {
  return [orgId, after, until, at, limit];
}

async function open(scope: Scope, rows: readonly Row[]): Promise<ListedIdentifier[]> {
  const { identifier } = opener(scope);
  const kept = rows.filter((row): row is Row & { key: string } => row.key !== null);
  return Promise.all(
    kept.map(async ({ contact, createdAt, wrapped, key, type, sealed }) => ({
      contact,
      key,
      type,
      value: await identifier(contact, wrapped, sealed),
      createdAt,
    })),
  );
}

function lastOf(rows: readonly Row[]): string | null {
  return rows.at(-1)?.contact ?? null;
}

/** Where a part of at most so many contacts ends: at the last of them, or open where there are no more. */
export async function endOfContacts(
  { db, orgId }: Scope,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<PartEnd> {
  const { results } = await db
    .prepare(
      `SELECT lower(hex(id)) AS id FROM contacts WHERE org_id = ?1 AND id > unhex(?2)
       ORDER BY id LIMIT 2 OFFSET ?3`,
    )
    .bind(orgId, after, most - 1)
    .all<{ id: string }>();
  const [last, more] = results;
  return { until: last?.id ?? afterAll, isLast: more === undefined };
}

export type PartEnd = { readonly until: string; readonly isLast: boolean };
const afterAll = 'f'.repeat(32);
