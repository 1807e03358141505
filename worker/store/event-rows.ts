import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { canonicalJson } from '../../shared/ledger/canonical-json.ts';
import { sealText } from '../sealing.ts';
import type { StoredEvent } from './entry.ts';
import { leafOf } from './entry.ts';
import { jsonParts } from './parts.ts';
import type { Scope } from './scope.ts';

/** The columns that decide anything, for a SELECT from `events e`. */
export const eventColumns = `lower(hex(e.contact_id)) AS contact, e.id, e.type, e.purpose, e.channel,
  e.occurred_at AS occurredAt, e.recorded_at AS recordedAt, e.recorded_by AS recordedBy, e.method,
  e.until, e.excepts, e.details, e.notice_version AS noticeVersion,
  lower(hex(e.identifier_key)) AS identifierKey`;

type Excepts = NonNullable<ConsentEvent['excepts']>;
/** What only some types of event carry; nothing in it says who anybody is. */
type Details = Pick<ConsentEvent, 'ground' | 'registry' | 'traits' | 'corrects'>;
type Told = 'id' | 'type' | 'purpose' | 'channel' | 'method' | 'recordedBy';

export type EventRow = Pick<ConsentEvent, Told | 'occurredAt' | 'recordedAt'> & {
  readonly contact: string;
  readonly until: number | null;
  readonly excepts: string | null;
  readonly details: string | null;
  readonly noticeVersion: string | null;
  readonly identifierKey: string;
};

/**
 * An event as the core knows it, without its sealed text, which decides nothing. `identifierKey` is
 * the blind index of the lookup key: compare it with another blind index.
 */
export function toEvent(row: EventRow): ConsentEvent {
  const { id, type, purpose, channel, occurredAt, recordedAt, recordedBy, method } = row;
  const { until, excepts, details, noticeVersion, identifierKey } = row;
  return {
    id,
    type,
    purpose,
    channel,
    occurredAt,
    recordedAt,
    recordedBy,
    method,
    identifierKey,
    ...(until !== null && { until }),
    ...(excepts !== null && { excepts: excepts.split(',') as Excepts }),
    ...(noticeVersion !== null && { noticeVersion }),
    ...(details !== null && (JSON.parse(details) as Details)),
  };
}

/** An event to record. Times are milliseconds since 1970 UTC. */
export type NewEvent = {
  readonly id: string;
  readonly identifier: Identifier;
  readonly type: ConsentEvent['type'];
  readonly purpose: string;
  readonly channel: ConsentEvent['channel'];
  readonly occurredAt: number;
  readonly method: ConsentEvent['method'];
  readonly language?: string | undefined;
  readonly noticeVersion?: string | undefined;
  readonly source?: string | undefined;
  readonly evidence?: string | undefined;
  readonly until?: number | undefined;
  readonly excepts?: ConsentEvent['excepts'];
  readonly ground?: ConsentEvent['ground'];
  readonly registry?: ConsentEvent['registry'];
  readonly traits?: ConsentEvent['traits'];
  readonly corrects?: ConsentEvent['corrects'];
};

/** What is said, without of whom. */
export type Said = Omit<NewEvent, 'identifier'>;

/** Who records, by opaque id, and when. */
export type By = { readonly recordedBy: string; readonly now: number };

export type NewRow = {
  readonly event: Said;
  readonly contactId: string;
  /** Blind exact key of the identifier that it names. */
  readonly names: string;
  readonly digest: string;
  /** The contact's own key, opened only when there is text to seal; none of one who was erased. */
  readonly key: () => Promise<CryptoKey | undefined>;
};

/** Numbers them after the organisation's latest, in their order: that is the order of its log. */
export async function insertEvents(
  scope: Scope,
  rows: readonly NewRow[],
  by: By,
): Promise<D1PreparedStatement[]> {
  const values: unknown[] = [];
  for (const row of rows) values.push(toValues(row, await sealedText(scope, row), by));
  return jsonParts(values).map((part) =>
    scope.db
      .prepare(
        `INSERT INTO events (org_id, contact_id, seq, id, type, purpose, channel, occurred_at,
           recorded_at, recorded_by, method, language, notice_version, until, excepts,
           identifier_key, digest, sealed, details, leaf)
         SELECT ?1, unhex(value->>0),
           (SELECT coalesce(max(seq), 0) FROM events WHERE org_id = ?1) + 1 + key,
           value->>1, value->>2, value->>3, value->>4, value->>5,
           ?3, ?4, value->>6, value->>7, value->>8, value->>9, value->>10,
           unhex(value->>11), unhex(value->>12), unhex(value->>13), value->>14, unhex(value->>15)
         FROM json_each(?2)`,
      )
      .bind(scope.orgId, part, by.now, by.recordedBy),
  );
}

function toValues(row: NewRow, sealed: string | null, { recordedBy, now }: By) {
  const { event } = row;
  const stored: StoredEvent = {
    contact: row.contactId,
    id: event.id,
    type: event.type,
    purpose: event.purpose,
    channel: event.channel,
    // A sender's fast clock (let through by a few minutes) must not date an event after its recording.
    occurredAt: Math.min(event.occurredAt, now),
    recordedAt: now,
    recordedBy,
    method: event.method,
    language: event.language ?? null,
    noticeVersion: event.noticeVersion ?? null,
    until: event.until ?? null,
    excepts: event.excepts?.join() ?? null,
    identifierKey: row.names,
    digest: row.digest,
    sealed,
    details: detailsOf(event),
  };
  return [
    stored.contact,
    stored.id,
    stored.type,
    stored.purpose,
    stored.channel,
    stored.occurredAt,
    stored.method,
    stored.language,
    stored.noticeVersion,
    stored.until,
    stored.excepts,
    stored.identifierKey,
    stored.digest,
    stored.sealed,
    stored.details,
    leafOf(stored),
  ];
}

/** Canonical, since the log's entry is made from it again. */
function detailsOf({ ground, registry, traits, corrects }: Said): string | null {
  const details = { ground, registry, traits, corrects };
  const said = Object.entries(details).filter(([, value]) => value !== undefined);
  if (said.length === 0) return null;
  const text = canonicalJson(JSON.parse(JSON.stringify(Object.fromEntries(said))));
  if (!text.ok) throw new Error(text.problem.message);
  return text.value;
}

async function sealedText(scope: Scope, { event, contactId, key }: NewRow): Promise<string | null> {
  const { source, evidence } = event;
  if (source === undefined && evidence === undefined) return null;
  const contactKey = await key();
  if (!contactKey) return null;
  const place = { orgId: scope.orgId, contactId };
  return sealText(contactKey, place, 'event-text', JSON.stringify({ source, evidence }));
}

/** The organisation's version: how many events it has, since none is ever deleted. */
export function versionStatement({ db, orgId }: Scope): D1PreparedStatement {
  return db
    .prepare('SELECT coalesce(max(seq), 0) AS version FROM events WHERE org_id = ?1')
    .bind(orgId);
}
