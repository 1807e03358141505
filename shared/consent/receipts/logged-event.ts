import * as v from 'valibot';
import { channels } from '../../contact/channels.ts';
import { groundKinds } from '../../policy/jurisdiction.ts';
import type { ConsentEvent } from '../event.ts';
import { eventTypes, methods } from '../event.ts';

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/**
 * What the log says of an event in the clear: enough to prove when which choice was made, and nothing
 * by which somebody can be found. Free text (source, evidence, who recorded it) and identifiers are
 * left out; whoever writes the log may add them encrypted, and they are not looked at here.
 */
export const LoggedEvent = v.object({
  kind: v.literal('consent-event@1'),
  /** The contact, by an opaque reference. */
  subject: v.string(),
  id: v.string(),
  type: v.picklist(eventTypes),
  purpose: v.string(),
  channel: v.picklist([...channels, 'all']),
  occurredAt: instant,
  recordedAt: instant,
  method: v.picklist(methods),
  language: v.optional(v.string()),
  noticeVersion: v.optional(v.string()),
  until: v.optional(instant),
  ground: v.optional(v.picklist(groundKinds)),
});
export type LoggedEvent = v.InferOutput<typeof LoggedEvent>;

/** The record to log for an event; `encodeEntry` makes bytes of it. */
export function loggedEvent(event: ConsentEvent, subject: string): LoggedEvent {
  const { id, type, purpose, channel, occurredAt, recordedAt, method } = event;
  return {
    kind: 'consent-event@1',
    subject,
    id,
    type,
    purpose,
    channel,
    occurredAt,
    recordedAt,
    method,
    ...(event.language !== undefined && { language: event.language }),
    ...(event.noticeVersion !== undefined && { noticeVersion: event.noticeVersion }),
    ...(event.until !== undefined && { until: event.until }),
    ...(event.ground && { ground: event.ground.kind }),
  };
}
