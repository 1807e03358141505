import * as v from 'valibot';
import { ConsentEvent, eventTypes, Excepts, Ground, methods, Traits } from '../consent/event.ts';
import { channels } from '../contact/channels.ts';
import { identifierTypes } from '../contact/types.ts';
import { Policy } from '../policy/policy.ts';
import { Selectors } from './selectors.ts';

/** An identifier as the outside writes it; `parseIdentifier` reads the value. */
export const IdentifierInput = v.strictObject({
  type: v.picklist(identifierTypes),
  value: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
});
export type IdentifierInput = v.InferOutput<typeof IdentifierInput>;

const Purpose = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const maxRecipients = 1000;

/** `POST /api/v1/check` */
export const CheckRequest = v.strictObject({
  recipients: v.pipe(
    v.array(IdentifierInput),
    v.minLength(1, 'Give at least one recipient.'),
    v.maxLength(maxRecipients, `At most ${maxRecipients} recipients in one call; split the list.`),
  ),
  channel: v.picklist(channels),
  purpose: v.optional(Purpose, 'direct-marketing'),
});
export type CheckRequest = v.InferOutput<typeof CheckRequest>;

/** One new fact. The worker gives `recordedAt`, `recordedBy` and, where it is missing, `id`. */
export const EventInput = v.strictObject({
  id: v.optional(ConsentEvent.entries.id),
  identifier: IdentifierInput,
  type: v.picklist(eventTypes),
  purpose: v.optional(v.union([Purpose, v.literal('all')]), 'direct-marketing'),
  channel: v.picklist([...channels, 'all']),
  occurredAt: v.pipe(
    v.string(),
    v.isoTimestamp('Write an ISO 8601 time with zone: 2026-05-03T09:00:00Z.'),
  ),
  method: v.picklist(methods),
  source: ConsentEvent.entries.source,
  language: ConsentEvent.entries.language,
  noticeVersion: ConsentEvent.entries.noticeVersion,
  evidence: ConsentEvent.entries.evidence,
  until: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  excepts: v.optional(Excepts),
  ground: v.optional(Ground),
  registry: ConsentEvent.entries.registry,
  traits: v.optional(Traits),
  corrects: ConsentEvent.entries.corrects,
});
export type EventInput = v.InferOutput<typeof EventInput>;

/** `POST /api/v1/events`: one to a hundred, all or nothing. An event whose id is already stored is not stored twice. */
export const EventsRequest = v.strictObject({
  events: v.pipe(v.array(EventInput), v.minLength(1), v.maxLength(100)),
});

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const baseId = v.pipe(v.string(), v.regex(/^[0-9]{1,4}-[0-9a-f]{16}$/));

/** What a device that has `since` events of the history `epoch` needs, or the next 5,000 events of it. `GET /api/v1/sync` */
export const SyncResponse = v.strictObject({
  /** So many of the organisation's events the device knows afterwards, */
  version: count,
  /** and of which history: a database that was restored has another. */
  epoch: hash,
  /** What the device had counts no more. It begins anew, from `base` where there is one. */
  full: v.boolean(),
  /** The newest whole that can be fetched, and how many events it knows. */
  base: v.nullable(v.strictObject({ id: baseId, version: count })),
  /** What has changed since what the device has or, when `full`, since `base`: base64 of one part (docs/snapshot.md). */
  changes: v.string(),
  /** Whether there is more to ask for at once. */
  more: v.boolean(),
  deviceKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  policy: Policy,
  role: v.picklist(['admin', 'dpo', 'marketer', 'rep', 'auditor']),
  /** Null when none are set. A set that cannot be read is left out, so that it keeps nothing else from a device. */
  selectors: v.fallback(v.optional(v.nullable(Selectors)), undefined),
});
export type SyncResponse = v.InferOutput<typeof SyncResponse>;

/** A whole snapshot: its parts, in the order of the hashes that they answer for. `GET /api/v1/sync/base/:id` */
export const SnapshotBase = v.strictObject({
  id: baseId,
  version: count,
  entries: count,
  parts: v.array(
    v.strictObject({
      /** The first 16 bits of the first hash. */
      first: v.pipe(count, v.maxValue(0xffff)),
      /** Bytes, unpacked. */
      size: count,
      checksum: hash,
    }),
  ),
  /** Of all the rest, as docs/snapshot.md says. */
  checksum: hash,
});
export type SnapshotBase = v.InferOutput<typeof SnapshotBase>;

/** Every error that the API gives. */
export const ErrorBody = v.object({
  error: v.object({
    code: v.string(),
    message: v.string(),
    requestId: v.string(),
    /** Where several things may be wrong at once, as in a policy: each with its place. */
    problems: v.optional(
      v.array(v.object({ code: v.string(), message: v.string(), path: v.optional(v.string()) })),
    ),
  }),
});
