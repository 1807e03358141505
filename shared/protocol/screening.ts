import * as v from 'valibot';
import type { Category, Tier } from '../screening/finding.ts';
import { categories, tiers } from '../screening/finding.ts';

const longest = 100_000;
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** `POST /api/v1/screen`. Nothing of it is stored or logged. */
export const ScreenRequest = v.strictObject({
  subject: v.optional(text(1000)),
  text: text(longest),
  /** ISO 639; found out when not given. */
  language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))),
  /** Whether they were never written to before. */
  firstContact: v.optional(v.boolean()),
  /** Whether it answers a message of theirs. */
  isReply: v.optional(v.boolean()),
});

const Finding = v.strictObject({
  span: v.strictObject({
    field: v.picklist(['subject', 'body']),
    start: v.number(),
    end: v.number(),
  }),
  quote: v.string(),
  category: v.picklist(categories) as v.GenericSchema<Category>,
  tier: v.picklist(tiers) as v.GenericSchema<Tier>,
  binder: v.string(),
  why: v.string(),
  citation: v.strictObject({ text: v.string(), url: v.string() }),
  confidence: v.number(),
  saferWording: v.array(v.string()),
  canDismiss: v.boolean(),
});

export const ScreenResponse = v.strictObject({
  language: v.string(),
  findings: v.array(Finding),
  /** Of what a law may ask for, what was seen. */
  contains: v.record(v.string(), v.boolean()),
  /** How much of it rests on what is private, or was observed. */
  personal: v.strictObject({ sentences: v.number(), resting: v.number(), share: v.number() }),
});

const Rule = {
  category: v.picklist(categories) as v.GenericSchema<Category>,
  /** Which pattern: the id of a binder or a formula. One that the server does not know is counted as `other`. */
  binder: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
};
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));

/** `POST /api/v1/screening/dismissals`: how often findings were dismissed, by rule. There is no place for text. */
export const DismissalsRequest = v.strictObject({
  dismissals: v.pipe(v.array(v.strictObject({ ...Rule, count })), v.minLength(1), v.maxLength(100)),
});
export type Dismissal = v.InferOutput<typeof DismissalsRequest>['dismissals'][number];

export const DismissalsTaken = v.strictObject({ counted: v.number() });

/** `GET /api/v1/screening/dismissals`: the most dismissed first. */
export const Dismissals = v.strictObject({
  dismissals: v.array(v.strictObject({ ...Rule, count: v.number() })),
});
