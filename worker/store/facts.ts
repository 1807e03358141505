import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { ConsentFacts } from '../../shared/consent/facts.ts';
import { gatherFacts } from '../../shared/consent/gather.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';
import { Refusal } from '../errors.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import { factsOfExact, factsOfWide } from './fold.ts';
import type { Scope } from './scope.ts';

/** D1 takes at most 2 MB in one parameter (2026-04); this is half of it. */
const maxKeys = 30_000;

/*
 * Asked keys to contacts, contacts to persons, and persons to the events of all their contacts. Only wide
 * keys are looked for: whoever is found under an exact key is found under their wide one too, and a
 * stranger costs one step down an index in place of two. CROSS JOIN keeps json_each outermost, so that
 * each key is such a step. INDEXED BY, since SQLite without statistics walks the whole organisation
 * rather than that index.
 */
const factsQuery = `
WITH hits AS (
  SELECT k.value AS key, lower(hex(i.exact_key)) AS exact, i.contact_id AS contact
  FROM json_each(?2) k CROSS JOIN identifiers i INDEXED BY identifiers_wide
    ON i.org_id = ?1 AND i.wide_key = unhex(k.value)
),
people AS MATERIALIZED (
  SELECT coalesce(p.person_id, h.contact) AS person,
    json_group_array(DISTINCT h.key) AS wide, json_group_array(DISTINCT h.exact) AS exact
  FROM hits h LEFT JOIN persons p ON p.org_id = ?1 AND p.contact_id = h.contact
  GROUP BY 1
),
members AS (
  SELECT person, wide, exact, person AS contact FROM people
  UNION ALL
  SELECT person, wide, exact, m.contact_id FROM people
    CROSS JOIN persons m INDEXED BY persons_person
      ON m.org_id = ?1 AND m.person_id = person AND m.contact_id <> person
)
SELECT members.wide, members.exact, lower(hex(members.person)) AS person, ${eventColumns}
FROM members CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = members.contact`;

type Row = EventRow & { readonly wide: string; readonly exact: string; readonly person: string };

/** Events of the persons under each blind key. */
type Found = Map<string, Map<string, ConsentEvent[]>>;

export async function factsFor(
  scope: Scope,
  identifiers: readonly Identifier[],
): Promise<ConsentFacts[]> {
  const { blind } = scope.keys;
  const ofDomain = remember(blind);
  const all = new Set<string>();
  const asked = identifiers.map((identifier) => {
    const keys = lookupKeys(identifier);
    const wider = [blind(keys.wide), ...keys.domains.map(ofDomain)];
    for (const key of wider) all.add(key);
    // Here already, since hashing them is what costs.
    if (all.size > maxKeys) throw tooMany();
    return { keys, wider };
  });
  const found = byKey(await hits(scope, all));
  const underWide = remember((key) => {
    const people = found.get(key);
    return people && factsOfWide(people.values());
  });
  return asked.map(({ keys, wider }) => {
    // Most recipients are strangers, and most domains nobody's business.
    if (!wider.some((key) => found.has(key))) return nothing;
    const widerKeys = [keys.wide, ...keys.domains];
    return gatherFacts(keys, (lookupKey) => {
      if (lookupKey !== keys.exact) return underWide(wider[widerKeys.indexOf(lookupKey)]!);
      const key = blind(lookupKey);
      const people = found.get(key);
      return people && factsOfExact([...people.values()].flat(), key);
    });
  });
}

const nothing: ConsentFacts = { marks: [] };

function tooMany(): Refusal {
  return new Refusal(
    413,
    'check.too-many-domains',
    'The recipients have too many levels of domains for one call; send fewer recipients at a time.',
  );
}

async function hits({ db, orgId }: Scope, keys: ReadonlySet<string>): Promise<readonly Row[]> {
  const { results } = await db
    .prepare(factsQuery)
    .bind(orgId, JSON.stringify([...keys]))
    .all<Row>();
  return results;
}

function byKey(rows: readonly Row[]): Found {
  const found: Found = new Map();
  for (const { wide, exact, person, ...row } of rows) {
    const event = toEvent(row);
    for (const key of [...keysOf(wide), ...keysOf(exact)]) {
      const people = found.get(key) ?? new Map<string, ConsentEvent[]>();
      found.set(key, people);
      const events = people.get(person) ?? [];
      people.set(person, events);
      events.push(event);
    }
  }
  return found;
}

/** Of a JSON list of hexadecimal keys, most often of one. */
function keysOf(list: string): string[] {
  return list.includes(',') ? (JSON.parse(list) as string[]) : [list.slice(2, -2)];
}

/** A thousand recipients at one company ask for the same domain. */
function remember<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key)!;
  };
}
