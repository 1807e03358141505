import { Refusal } from '../errors.ts';
import type { FoundContact, Keyed } from './contacts.ts';
import { contactsFor, findContacts } from './contacts.ts';
import type { Draft, Refused } from './drafts.ts';
import { comesBack, draft, sortOut } from './drafts.ts';
import { eraseWith } from './erasure.ts';
import type { By, NewEvent } from './event-rows.ts';
import { insertEvents, versionStatement } from './event-rows.ts';
import type { Scope } from './scope.ts';

type Receipt = { readonly id: string; readonly contact: string; readonly recordedAt: number };

/** A receipt for each event, in the order given, and the organisation's version with them. */
export type Recorded = { readonly events: readonly Receipt[]; readonly version: number };

/** The same of many: a receipt for each but those refused, which say why. */
export type RecordedMany = {
  readonly events: readonly (Receipt | undefined)[];
  readonly refused: readonly Refused[];
  readonly version: number;
};

/** Somebody else may write the same contact or event between our reading and our writing. */
const attempts = 4;

/**
 * Records events, all or none. One whose id is stored with the same content is answered as the first
 * time; with another content, nothing is recorded and a 409 `Refusal` says which.
 */
export async function record(scope: Scope, events: readonly NewEvent[], by: By): Promise<Recorded> {
  const drafts = events.map((event) => draft(scope, event));
  const plan = () => Promise.resolve({ drafts, whole: true });
  const { events: receipts, version } = await append(scope, by, plan);
  return { events: receipts.map((receipt) => receipt!), version };
}

/**
 * Records what can be taken of some thousands of events, in one transaction: after a crash all of it is
 * there or nothing. What is refused is left out, and the rest is recorded.
 */
export async function recordMany(
  scope: Scope,
  events: readonly NewEvent[],
  by: By,
): Promise<RecordedMany> {
  const drafts = events.map((event) => draft(scope, event));
  return append(scope, by, () => Promise.resolve({ drafts }));
}

/** What to append: whole, or as much of it as can be taken; and what to write with it. */
type Plan = {
  readonly drafts: readonly Draft[];
  readonly whole?: boolean;
  readonly writes?: readonly D1PreparedStatement[];
  /** What to write once it is known which are refused. */
  readonly afterwards?: (refused: readonly Refused[]) => readonly D1PreparedStatement[];
  /** Finds out what would be refused, and writes `afterwards` alone. */
  readonly dryRun?: boolean;
  /** Nobody else has given these ids to events, so far as is known: a `UNIQUE` that fails says otherwise. */
  readonly newIds?: boolean;
};

/** Plans anew and tries again where somebody else was in between. */
export async function append(
  scope: Scope,
  by: By,
  plan: () => Promise<Plan>,
): Promise<RecordedMany> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryAppend(scope, by, await plan());
    } catch (error) {
      if (attempt === attempts || !isRace(error)) throw error;
    }
  }
}

function isRace(error: unknown): boolean {
  return (
    error instanceof Error &&
    /UNIQUE constraint|append-only|NOT NULL constraint/.test(error.message)
  );
}

async function tryAppend(scope: Scope, by: By, plan: Plan): Promise<RecordedMany> {
  const { drafts, whole = false, writes = [], afterwards, dryRun = false } = plan;
  const [stored, found, version] = await read(scope, drafts, plan.newIds ?? false);
  const erasures = new Map(
    found.flatMap(({ exact, wrapped, erasedAt }) =>
      wrapped ? [] : [[exact, erasedAt ?? 0] as const],
    ),
  );
  const { fresh, refused } = sortOut(drafts, stored, (exact) => erasures.has(exact));
  if (whole && refused[0]) throw refusal(refused[0]);
  const last = afterwards?.(refused) ?? [];
  if (dryRun) return { events: [], refused, version: await run(scope, [...last]) };
  const back = fresh.filter(({ event, exact }) => comesBack(event, erasures.get(exact)));
  const contacts = await contactsFor(scope, found, fresh.flatMap(keyedOf), {
    now: by.now,
    back: unique(back.flatMap(keyedOf)),
  });
  const rows = fresh.map((each) => ({
    ...each,
    contactId: contacts.idOf(each.exact),
    key: () => contacts.keyOf(each.exact),
  }));
  const erasure = await eraseWith(scope, rows);
  const inserts = await insertEvents(scope, [...rows, ...erasure.rows], by);
  const statements = [...contacts.writes, ...writes, ...inserts, ...erasure.writes, ...last];
  for (const { event, contactId } of rows)
    stored.set(event.id, { id: event.id, contact: contactId, recordedAt: by.now, digest: '' });
  const left = new Set(refused.map(({ index }) => index));
  return {
    events: drafts.map(({ event }, index) => {
      if (left.has(index)) return undefined;
      const { id, contact, recordedAt } = stored.get(event.id)!;
      return { id, contact, recordedAt };
    }),
    refused,
    version: statements.length === 0 ? version : await run(scope, statements),
  };
}

function keyedOf({ keyed }: Draft): Keyed[] {
  return keyed ? [keyed] : [];
}

function unique(all: readonly Keyed[]): Keyed[] {
  return [...new Map(all.map((each) => [each.exact, each])).values()];
}

function refusal({ index, code, message }: Refused): Refusal {
  return new Refusal(409, code, `events[${index}].${message}`);
}

type Stored = Receipt & { readonly digest: string };

/** What is on record under the ids and the identifiers, and how many events there are. */
async function read(
  scope: Scope,
  drafts: readonly Draft[],
  newIds: boolean,
): Promise<[Map<string, Stored>, FoundContact[], number]> {
  const { db, orgId } = scope;
  const receipts = db
    .prepare(
      `SELECT e.id, lower(hex(e.contact_id)) AS contact, e.recorded_at AS recordedAt,
         lower(hex(e.digest)) AS digest
       FROM json_each(?2) k CROSS JOIN events e ON e.org_id = ?1 AND e.id = k.value`,
    )
    .bind(orgId, JSON.stringify(newIds ? [] : drafts.map(({ event }) => event.id)));
  const [stored, found, version] = await db.batch([
    receipts,
    findContacts(
      scope,
      drafts.map(({ exact }) => exact),
    ),
    versionStatement(scope),
  ]);
  const byId = new Map((stored!.results as Stored[]).map((each) => [each.id, each]));
  return [byId, found!.results as FoundContact[], versionOf(version!)];
}

async function run(scope: Scope, statements: D1PreparedStatement[]): Promise<number> {
  const results = await scope.db.batch([...statements, versionStatement(scope)]);
  return versionOf(results.at(-1)!);
}

function versionOf({ results }: D1Result): number {
  return (results[0] as { version: number }).version;
}
