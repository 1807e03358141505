import type { ConsentEvent } from '../../shared/consent/event.ts';
import { toIso } from '../../shared/time.ts';

/** A message to deliver. It is about a contact's event (`seq`), or says `data`. */
export type Message = {
  readonly id: string;
  readonly type: string;
  readonly seq: number | null;
  readonly data: string | null;
  readonly createdAt: number;
  /** How often it has been tried since it was written, or last sent again by hand. */
  readonly attempts: number;
};

/** A contact's event, as it is told. */
export type Happened = {
  /** The organisation's version with this event: receivers can tell by it whether they missed one. */
  readonly seq: number;
  readonly contact: string;
  readonly event: ConsentEvent;
  readonly identifier?: { readonly type: string; readonly value: string } | undefined;
};

/**
 * A message in the form that Standard Webhooks recommends. A contact is named by the id that the API
 * knows it by; who that is, is said only to endpoints that were set up so.
 */
export function bodyOf({ type, data, createdAt }: Message, happened: Happened | undefined): string {
  if (!happened)
    return JSON.stringify({ type, timestamp: toIso(createdAt), data: JSON.parse(data ?? '{}') });
  const { seq, contact, identifier, event } = happened;
  const { id, purpose, channel, method, corrects, until } = event;
  return JSON.stringify({
    type,
    timestamp: toIso(event.occurredAt),
    data: {
      contact,
      version: seq,
      event: {
        id,
        type: event.type,
        purpose,
        channel,
        method,
        occurredAt: toIso(event.occurredAt),
        recordedAt: toIso(event.recordedAt),
        corrects,
        until: until === undefined ? undefined : toIso(until),
      },
      identifier,
    },
  });
}
