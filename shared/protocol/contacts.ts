import * as v from 'valibot';
import { consentStatuses } from '../consent/state.ts';
import { ConsentEvent } from '../consent/event.ts';
import { channels } from '../contact/channels.ts';
import { identifierTypes } from '../contact/types.ts';
import { IdentifierInput } from './api.ts';

const Time = v.pipe(v.string(), v.isoTimestamp());

/** 32 hexadecimal digits that say nothing of whom they stand for. */
export const OpaqueId = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits, as we gave them.'),
);

/** One address of a contact. `value` is null once the contact is erased: nobody can read it any more. */
export const KeptIdentifier = v.strictObject({
  key: OpaqueId,
  type: v.picklist(identifierTypes),
  value: v.nullable(v.string()),
});
export type KeptIdentifier = v.InferOutput<typeof KeptIdentifier>;

export const Contact = v.strictObject({
  id: OpaqueId,
  createdAt: Time,
  erased: v.boolean(),
  identifiers: v.array(KeptIdentifier),
});
export type Contact = v.InferOutput<typeof Contact>;

/** `POST /api/v1/contacts/find`: by body, since an address in a URL ends up in logs and histories. */
export const FindRequest = IdentifierInput;
export const Found = v.strictObject({ contact: v.nullable(Contact) });

/** `GET /api/v1/contacts`. `next` goes into `after`; null on the last page. */
export const Contacts = v.strictObject({ contacts: v.array(Contact), next: v.nullable(OpaqueId) });

const { entries } = ConsentEvent;

/** An event as it was recorded. `standing` is false for one that was taken back, or erased with the contact. */
export const RecordedEvent = v.strictObject({
  id: entries.id,
  seq: v.pipe(v.number(), v.integer()),
  type: entries.type,
  purpose: entries.purpose,
  channel: entries.channel,
  occurredAt: Time,
  recordedAt: Time,
  recordedBy: entries.recordedBy,
  method: entries.method,
  /** The `key` of the identifier that it named. */
  identifier: OpaqueId,
  standing: v.boolean(),
  source: entries.source,
  evidence: entries.evidence,
  language: entries.language,
  noticeVersion: entries.noticeVersion,
  until: v.optional(Time),
  excepts: entries.excepts,
  ground: entries.ground,
  registry: entries.registry,
  traits: entries.traits,
  corrects: entries.corrects,
});
export type RecordedEvent = v.InferOutput<typeof RecordedEvent>;

/** What the events come to, in the terms of DPV; `events` are the ids of those that made it so. */
export const ContactState = v.strictObject({
  identifier: OpaqueId,
  purpose: v.string(),
  channel: v.picklist(channels),
  status: v.picklist(consentStatuses),
  basis: v.optional(v.string()),
  since: v.optional(Time),
  until: v.optional(Time),
  events: v.array(v.string()),
});
export type ContactState = v.InferOutput<typeof ContactState>;

/** `GET /api/v1/contacts/:id/history`, events newest first. `next` goes into `before`. */
export const History = v.strictObject({
  contact: Contact,
  at: Time,
  knownAt: Time,
  states: v.array(ContactState),
  events: v.array(RecordedEvent),
  next: v.nullable(v.pipe(v.number(), v.integer())),
});
export type History = v.InferOutput<typeof History>;

/** `POST /api/v1/contacts/:id/links`: this identifier is the same person's. */
export const LinkRequest = v.strictObject({
  identifier: IdentifierInput,
  /** How one knows; kept encrypted with the contact. */
  evidence: v.pipe(v.string(), v.minLength(3), v.maxLength(200)),
});

/**
 * Why a contact is erased. Words of a list, since the reason outlives the contact in the audit, where
 * free text could say who they were.
 */
export const erasureReasons = [
  'asked-by-the-person',
  'retention-ended',
  'kept-without-ground',
  'ordered-by-authority',
] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** `POST /api/v1/contacts/:id/erase` */
export const EraseRequest = v.strictObject({ reason: v.picklist(erasureReasons) });
