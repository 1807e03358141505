import { lookupKeys } from '../../shared/contact/keys.ts';
import { Refusal } from '../errors.ts';
import type { Contacts, Keyed } from './contacts.ts';
import { contactsFor } from './contacts.ts';
import type { By, NewEvent } from './event-rows.ts';
import { insertEvents, versionStatement } from './event-rows.ts';
import type { Scope } from './scope.ts';

type Receipt = { readonly id: string; readonly contact: string; readonly recordedAt: number };

/** A receipt for each event, in the order given, and the organisation's version with them. */
export type Recorded = { readonly events: readonly Receipt[]; readonly version: number };

/** An event with what it is found and recognised by. */
type Draft = Keyed & { readonly event: NewEvent; readonly digest: string };

/** Somebody else may write the same contact or event between our reading and our writing. */
const attempts = 4;

/**
 * Records events, all or none. One whose id is stored with the same content is answered as the first
 * time; with another content, nothing is recorded and a 409 `Refusal` says which.
 */
export async function record(scope: Scope, events: readonly NewEvent[], by: By): Promise<Recorded> {
  const drafts = events.map((event) => draft(scope, event));
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryRecord(scope, drafts, by);
    } catch (error) {
      if (attempt === attempts || !isRace(error)) throw error;
    }
  }
}

function draft({ keys }: Scope, event: NewEvent): Draft {
  const { id: _, identifier, ...said } = event;
  const { exact, wide } = lookupKeys(identifier);
  const fields = Object.entries(said).filter(([, value]) => value !== undefined);
  const content = JSON.stringify([exact, fields.sort(([a], [b]) => (a < b ? -1 : 1))]);
  return {
    event,
    identifier,
    exact: keys.blind(exact),
    wide: keys.blind(wide),
    digest: keys.digest(content),
  };
}

function isRace(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint|append-only/.test(error.message);
}

async function tryRecord(scope: Scope, drafts: readonly Draft[], by: By): Promise<Recorded> {
  const stored = await receiptsOf(scope, drafts);
  const fresh = unstored(drafts, stored);
  const contacts = await contactsFor(scope, fresh);
  const writes =
    fresh.length === 0
      ? []
      : [...contacts.inserts(by.now), await insertEvents(scope, rowsOf(fresh, contacts), by)];
  const results = await scope.db.batch<{ version: number }>([...writes, versionStatement(scope)]);
  for (const { event, exact } of fresh)
    stored.set(event.id, {
      receipt: { id: event.id, contact: contacts.idOf(exact), recordedAt: by.now },
    });
  return {
    events: drafts.map(({ event }) => stored.get(event.id)!.receipt),
    version: results.at(-1)!.results[0]!.version,
  };
}

type Stored = { readonly receipt: Receipt; readonly digest?: string };

async function receiptsOf(
  { db, orgId }: Scope,
  drafts: readonly Draft[],
): Promise<Map<string, Stored>> {
  const { results } = await db
    .prepare(
      `SELECT e.id, lower(hex(e.contact_id)) AS contact, e.recorded_at AS recordedAt,
         lower(hex(e.digest)) AS digest
       FROM json_each(?2) k CROSS JOIN events e ON e.org_id = ?1 AND e.id = k.value`,
    )
    .bind(orgId, JSON.stringify(drafts.map(({ event }) => event.id)))
    .all<Receipt & { digest: string }>();
  return new Map(results.map(({ digest, ...receipt }) => [receipt.id, { receipt, digest }]));
}

/** Those to write, each once. Throws 409 when an id is taken by something else, on record or in the batch. */
function unstored(drafts: readonly Draft[], stored: ReadonlyMap<string, Stored>): Draft[] {
  const fresh = new Map<string, Draft>();
  for (const [index, each] of drafts.entries()) {
    const { id } = each.event;
    const twin = stored.get(id) ?? fresh.get(id);
    if (!twin) fresh.set(id, each);
    else if (twin.digest !== each.digest)
      throw new Refusal(
        409,
        'events.id-taken',
        `events[${index}].id: another event has this id and says something else. Give this one an id of its own.`,
      );
  }
  return [...fresh.values()];
}

function rowsOf(fresh: readonly Draft[], contacts: Contacts) {
  return fresh.map((each) => ({
    ...each,
    contactId: contacts.idOf(each.exact),
    key: () => contacts.keyOf(each.exact),
  }));
}
