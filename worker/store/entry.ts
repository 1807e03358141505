import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { LoggedEvent } from '../../shared/consent/receipts/logged-event.ts';
import { treeHasher } from '../../shared/ledger/merkle/hasher.ts';
import { toHex, utf8 } from '../bytes.ts';
import { sha256 } from '../sha256.ts';

/** An event as its row holds it: what was said, without whose it is. Bytes are in lower-case hexadecimal digits. */
export type StoredEvent = Pick<
  ConsentEvent,
  'id' | 'type' | 'purpose' | 'channel' | 'occurredAt' | 'recordedAt' | 'recordedBy' | 'method'
> & {
  readonly contact: string;
  readonly language: string | null;
  readonly noticeVersion: string | null;
  readonly until: number | null;
  /** Comma-separated. */
  readonly excepts: string | null;
  readonly identifierKey: string;
  readonly digest: string;
  readonly sealed: string | null;
  /** Canonical JSON. */
  readonly details: string | null;
};

/** The columns of a `StoredEvent`, for a SELECT from `events e`. */
export const storedColumns = `lower(hex(e.contact_id)) AS contact, e.id, e.type, e.purpose, e.channel,
  e.occurred_at AS occurredAt, e.recorded_at AS recordedAt, e.recorded_by AS recordedBy, e.method,
  e.language, e.notice_version AS noticeVersion, e.until, e.excepts,
  lower(hex(e.identifier_key)) AS identifierKey, lower(hex(e.digest)) AS digest,
  CASE WHEN e.sealed IS NULL THEN NULL ELSE lower(hex(e.sealed)) END AS sealed, e.details`;

export const hasher = treeHasher(sha256);

/**
 * The event's entry in the log: canonical JSON of a `LoggedEvent` and of everything else in its row, so
 * that it can be made again from the row and shows when any of it has changed. The keys stand in the
 * order of their code units and no text has half a surrogate pair (`draft` refuses those), so that
 * JSON.stringify writes what RFC 8785 asks for, at a third of the time of a general writer.
 */
export function entryOf(event: StoredEvent): string {
  const details = event.details === null ? undefined : (JSON.parse(event.details) as Details);
  return JSON.stringify({
    channel: event.channel,
    details,
    digest: event.digest,
    excepts: event.excepts?.split(','),
    ground: details?.ground?.kind,
    id: event.id,
    identifier: event.identifierKey,
    kind: 'consent-event@1',
    language: event.language ?? undefined,
    method: event.method,
    noticeVersion: event.noticeVersion ?? undefined,
    occurredAt: event.occurredAt,
    purpose: event.purpose,
    recordedAt: event.recordedAt,
    recordedBy: event.recordedBy,
    sealed: event.sealed ?? undefined,
    subject: event.contact,
    type: event.type,
    until: event.until ?? undefined,
  } satisfies LoggedEvent & Record<string, unknown>);
}

type Details = Pick<ConsentEvent, 'ground'>;

/** Its hash in the tree, in hexadecimal digits. */
export function leafOf(event: StoredEvent): string {
  return toHex(hasher.leaf(utf8(entryOf(event))));
}
