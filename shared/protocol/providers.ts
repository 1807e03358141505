import * as v from 'valibot';

const Lists = v.record(
  v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9-]{0,62}$/, 'Name a purpose of your policy: newsletter.'),
  ),
);
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));
/** Long enough for any provider's key. */
const secrets = v.record(
  v.pipe(v.string(), v.maxLength(40)),
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)),
);
const topicArn = v.pipe(v.string(), v.trim(), v.maxLength(400));

/** `POST /api/v1/providers` */
export const ProviderRequest = v.strictObject({
  provider: v.string(),
  name,
  /** The provider's lists, each with the purpose that it serves here. Who leaves another leaves all marketing. */
  lists: v.optional(Lists, {}),
  /** Of SES: the topic that is listened to. */
  topicArn: v.optional(topicArn),
  /** The provider's keys, by the names that `kinds` gives. They are never shown again. */
  secrets: v.optional(secrets, {}),
});

/** `PUT /api/v1/providers/:id`: all of it anew, but for keys: those left out stay, since nobody can read them. */
export const ProviderChange = v.strictObject({
  ...v.omit(ProviderRequest, ['provider']).entries,
  /** Makes a new password, where Heed makes it. The old one is good for nothing from then on. */
  newPassword: v.optional(v.boolean(), false),
});

const time = v.pipe(v.string(), v.isoTimestamp());

export const ProviderConnection = v.object({
  id: v.string(),
  provider: v.string(),
  name: v.string(),
  /** To be pasted at the provider. */
  address: v.string(),
  lists: Lists,
  topicArn: v.nullable(v.string()),
  /** The names of the keys that it has. */
  secrets: v.array(v.string()),
  /** Whether it has all that deliveries are checked with. */
  ready: v.boolean(),
  createdAt: time,
  /** What came, by what became of it and the provider's name for it, or why it was refused. */
  counts: v.array(
    v.object({
      outcome: v.picklist(['recorded', 'kept', 'other', 'unread', 'refused', 'later']),
      event: v.string(),
      count: v.number(),
      lastAt: time,
    }),
  ),
});
export type ProviderConnection = v.InferOutput<typeof ProviderConnection>;

/** The answer to making a connection, and to a new password: the only time that it is shown. */
export const ProviderMade = v.object({
  ...ProviderConnection.entries,
  password: v.nullable(v.string()),
});

/** How each provider is set up. */
export const ProviderKind = v.object({
  provider: v.string(),
  name: v.string(),
  proof: v.string(),
  secrets: v.array(
    v.object({
      name: v.string(),
      label: v.string(),
      where: v.optional(v.string()),
      made: v.optional(v.boolean()),
      optional: v.optional(v.boolean()),
    }),
  ),
  settings: v.array(v.string()),
  lists: v.string(),
  tick: v.array(v.string()),
  steps: v.array(v.string()),
  docs: v.string(),
});

export const ProviderList = v.object({
  connections: v.array(ProviderConnection),
  kinds: v.array(ProviderKind),
});

/** Reports that may carry a no and could not be read: what is known of each, and nothing of its text. */
export const UnreadList = v.object({
  unread: v.array(
    v.object({
      id: v.string(),
      receivedAt: time,
      event: v.string(),
      reason: v.string(),
      says: v.string(),
    }),
  ),
});

export const HookAnswer = v.object({ recorded: v.number(), unread: v.number() });
