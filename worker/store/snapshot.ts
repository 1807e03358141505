import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { ConsentFacts } from '../../shared/consent/facts.ts';
import { isEmpty } from '../../shared/consent/facts.ts';
import type { Identifier, IdentifierType } from '../../shared/contact/identifier.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';
import type { SipKey } from '../../shared/snapshot/siphash.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import type { SnapshotEntry } from '../../shared/snapshot/snapshot.ts';
import { hashLookupKey } from '../../shared/snapshot/snapshot.ts';
import { openContactKey, openText } from '../sealing.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent, versionStatement } from './event-rows.ts';
import { factsOfExact, factsOfWide } from './fold.ts';
import type { Scope } from './scope.ts';

/** What brings a device up to date. An entry without facts says that nothing is kept there any more. */
export type Changes = {
  readonly version: number;
  /** When true the entries are the whole. */
  readonly full: boolean;
  readonly entries: SnapshotEntry[];
};

/** `changed`: 1 when one of the contact's events is new; else it only shares a wide key with one that is. */
type IdentifierRow = {
  readonly contact: string;
  readonly exact: string;
  readonly wide: string;
  readonly type: IdentifierType;
  readonly sealed: string;
  readonly wrapped: string;
  readonly deviceWide: string | null;
  readonly changed: 0 | 1;
};

/*
 * The contacts with new events, and those that share a wide key with one of them, whose marks stand
 * under that key too.
 */
const affected = `
WITH changed AS (SELECT DISTINCT contact_id FROM events WHERE org_id = ?1 AND seq > ?2),
widened AS (
  SELECT DISTINCT i.wide_key FROM changed
    CROSS JOIN identifiers i INDEXED BY identifiers_contact
      ON i.org_id = ?1 AND i.contact_id = changed.contact_id
),
affected AS (
  SELECT DISTINCT i.contact_id FROM widened
    CROSS JOIN identifiers i INDEXED BY identifiers_wide
      ON i.org_id = ?1 AND i.wide_key = widened.wide_key
)`;

const identifiersQuery = `${affected}
SELECT lower(hex(i.contact_id)) AS contact, lower(hex(i.exact_key)) AS exact,
  lower(hex(i.wide_key)) AS wide, i.type, hex(i.sealed) AS sealed, hex(c.wrapped_key) AS wrapped,
  lower(hex(i.device_wide)) AS deviceWide,
  i.contact_id IN (SELECT contact_id FROM changed) AS changed
FROM affected
  CROSS JOIN identifiers i INDEXED BY identifiers_contact
    ON i.org_id = ?1 AND i.contact_id = affected.contact_id
  CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = affected.contact_id`;

const eventsQuery = `${affected}
SELECT ${eventColumns} FROM affected
  CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = affected.contact_id`;

/** Everything, when `since` is 0 or lies ahead of what there is. One batch of queries, however much has changed. */
export async function changesSince(scope: Scope, since: number): Promise<Changes> {
  const { version } = (await versionStatement(scope).first<{ version: number }>())!;
  const full = since <= 0 || since > version;
  if (since === version) return { version, full, entries: [] };
  // One batch is one transaction: identifiers, events and version are of the same moment.
  const [identifiers, events, now] = await scope.db.batch([
    scope.db.prepare(identifiersQuery).bind(scope.orgId, full ? 0 : since),
    scope.db.prepare(eventsQuery).bind(scope.orgId, full ? 0 : since),
    versionStatement(scope),
  ]);
  const entries = await entriesOf(
    scope,
    identifiers!.results as IdentifierRow[],
    byContact(events!.results as EventRow[]),
  );
  return {
    version: (now!.results[0] as { version: number }).version,
    full,
    entries: full ? entries.filter(([, facts]) => facts !== null) : entries,
  };
}

function byContact(rows: readonly EventRow[]): Map<string, ConsentEvent[]> {
  const contacts = new Map<string, ConsentEvent[]>();
  for (const row of rows) {
    const events = contacts.get(row.contact) ?? [];
    contacts.set(row.contact, events);
    events.push(toEvent(row));
  }
  return contacts;
}

async function entriesOf(
  scope: Scope,
  rows: readonly IdentifierRow[],
  events: ReadonlyMap<string, readonly ConsentEvent[]>,
): Promise<SnapshotEntry[]> {
  const sharing = new Map<string, Set<string>>();
  for (const { wide, contact } of rows)
    sharing.set(wide, (sharing.get(wide) ?? new Set()).add(contact));
  const key = sipKeyFromHex(scope.keys.deviceKey);
  const changed = rows.filter((row) => row.changed);
  const hashes = await Promise.all(changed.map((row) => deviceHashes(scope, key, row)));
  const entries = new Map<string, ConsentFacts>();
  for (const [index, row] of changed.entries()) {
    const { exact, wide } = hashes[index]!;
    if (exact) entries.set(exact, factsOfExact(events.get(row.contact) ?? [], row.exact));
    if (entries.has(wide)) continue;
    const contacts = [...sharing.get(row.wide)!].map((contact) => events.get(contact) ?? []);
    entries.set(wide, factsOfWide(contacts));
  }
  return [...entries].map(([hash, facts]) => [hash, isEmpty(facts) ? null : facts]);
}

/** The device's hashes are of the address itself, so it is opened here and goes no further. */
async function deviceHashes(scope: Scope, key: SipKey, row: IdentifierRow) {
  // Of somebody erased, what forbids is found by the wide form alone.
  if (row.wrapped === '') return { exact: undefined, wide: row.deviceWide! };
  const place = { orgId: scope.orgId, contactId: row.contact };
  const contactKey = await openContactKey(scope.keys, place, row.wrapped);
  const value = await openText(contactKey, place, 'identifier', row.sealed);
  const identifier: Identifier = { type: row.type, value };
  const keys = lookupKeys(identifier);
  return { exact: hashLookupKey(key, keys.exact), wide: hashLookupKey(key, keys.wide) };
}
