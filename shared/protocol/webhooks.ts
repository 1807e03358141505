import * as v from 'valibot';

/** `POST /api/v1/webhooks`, and `PUT /api/v1/webhooks/:id`, which also switches it on again. */
export const WebhookRequest = v.strictObject({
  url: v.pipe(v.string(), v.trim(), v.maxLength(500)),
  description: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
  /** What to tell of; `GET /api/v1/webhooks` lists what there is. */
  types: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(50)),
  /**
   * Messages then name the e-mail address, phone number or profile that an event was about. Left out,
   * they name the contact by its opaque id alone, and the API tells who that is to those who may ask.
   */
  identifiers: v.optional(v.boolean(), false),
});

const time = v.pipe(v.string(), v.isoTimestamp());

export const Webhook = v.object({
  id: v.string(),
  url: v.string(),
  description: v.string(),
  types: v.array(v.string()),
  identifiers: v.boolean(),
  createdAt: time,
  /** Since when no attempt has succeeded. */
  failingSince: v.nullable(time),
  /** Switched off: nothing more is written for it. */
  disabledAt: v.nullable(time),
  disabledBecause: v.nullable(v.string()),
  pending: v.number(),
  dead: v.number(),
});
export type Webhook = v.InferOutput<typeof Webhook>;

/** The only answer that shows the signing secret. */
export const WebhookMade = v.object({ ...Webhook.entries, secret: v.string() });

export const WebhookSecret = v.object({
  secret: v.string(),
  /** Until then the one before signs as well. */
  bothUntil: time,
});

export const WebhookList = v.object({
  endpoints: v.array(Webhook),
  types: v.array(v.object({ type: v.string(), does: v.string() })),
});

export const messageStates = ['pending', 'delivered', 'dead'] as const;
const message = {
  id: v.string(),
  type: v.string(),
  state: v.picklist(messageStates),
  attempts: v.number(),
  createdAt: time,
  /** When it is tried (again); null when it is over, or while the endpoint is switched off. */
  dueAt: v.nullable(time),
};

export const WebhookMessages = v.object({
  messages: v.array(v.object(message)),
  next: v.nullable(v.string()),
});

export const WebhookMessage = v.object({
  ...message,
  tries: v.array(
    v.object({ at: time, status: v.nullable(v.number()), failure: v.nullable(v.string()) }),
  ),
});

/** How many messages are tried anew. */
export const WebhookResent = v.object({ resent: v.number() });
/** The id of the message, as in its header `webhook-id`. */
export const WebhookTest = v.object({ id: v.string() });
