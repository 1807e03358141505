import * as v from 'valibot';
import { channels } from '../contact/channels.ts';
import table from './event-types.json' with { type: 'json' };

export type EventType = keyof typeof table;
export const eventTypes = Object.keys(table) as [EventType, ...EventType[]];

/** `stop` forbids, `grant` permits, `lift` ends stops, `ground` is a relationship, `except` a recorded override, `note` a fact. */
export type EventEffect = 'stop' | 'grant' | 'lift' | 'ground' | 'except' | 'note';

/** Whose decision an event of this type is. A `person`'s no is never overridable. */
export function eventKind(type: EventType): {
  by: 'person' | 'machine' | 'organisation';
  effect: EventEffect;
} {
  return table[type] as ReturnType<typeof eventKind>;
}

/** How the person or the organisation said it. The words are ISO/IEC TS 27560's `collection_method`, in our spelling. */
export const methods = [
  'web-form',
  'reply',
  'spoken',
  'in-writing',
  'unsubscribe-link',
  'one-click',
  'preference-page',
  'import',
  'provider-webhook',
  'recorded-by-member',
] as const;

/** Whose decisions an exception can answer. A person's is not among them. */
export const Excepts = v.array(v.picklist(['law', 'organisation', 'machine']));

const shortText = v.pipe(v.string(), v.maxLength(200));
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** One fact about one contact, never changed afterwards. */
export const ConsentEvent = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  type: v.picklist(eventTypes),
  purpose: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  channel: v.picklist([...channels, 'all']),
  /** When it happened, and when it was recorded: milliseconds since 1970 UTC. */
  occurredAt: instant,
  recordedAt: instant,
  /** Member, provider or `person`, by opaque id. */
  recordedBy: shortText,
  method: v.picklist(methods),
  source: v.optional(shortText),
  language: v.optional(v.pipe(v.string(), v.maxLength(35))),
  noticeVersion: v.optional(shortText),
  evidence: v.optional(shortText),
  /** The exact lookup key a grant names; a grant counts for that identifier alone. */
  identifierKey: v.optional(v.string()),
  /** When a relationship or exception ends of itself. */
  until: v.optional(instant),
  /** For `excepted`: whose decisions it answers, as far as the one who recorded it was allowed to. */
  excepts: v.optional(Excepts),
});
export type ConsentEvent = v.InferOutput<typeof ConsentEvent>;
