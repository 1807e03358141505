import * as v from 'valibot';
import { channels } from '../contact/channels.ts';
import { defaultPurpose } from '../policy/policy.ts';
import { verdicts } from '../policy/decision.ts';
import { IdentifierInput, maxRecipients } from './api.ts';
import { OpaqueId } from './contacts.ts';

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Verdict = v.picklist(verdicts);
const ofEachVerdict = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject({ allow: schema, warn: schema, block: schema });

/**
 * `POST /api/v1/policy/simulate`: a draft against the policy that holds. A page of the organisation's
 * contacts at a time (`after`, `limit`), or just the recipients of a sample.
 */
export const SimulateRequest = v.strictObject({
  policy: v.pipe(
    v.record(v.string(), v.unknown()),
    v.metadata({ description: 'The draft: a policy document (schema Policy).' }),
  ),
  channel: v.optional(v.picklist(channels), 'email'),
  purpose: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64)), defaultPurpose),
  recipients: v.optional(
    v.pipe(v.array(IdentifierInput), v.minLength(1), v.maxLength(maxRecipients)),
  ),
  after: v.optional(OpaqueId),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)), 200),
});
export type SimulateRequest = v.InferOutput<typeof SimulateRequest>;

/** Somebody whose verdict or reasons change: a contact by one identifier, or a recipient of the sample by their place. */
const Change = v.strictObject({
  contact: v.optional(OpaqueId),
  identifier: v.optional(OpaqueId),
  recipient: v.optional(Count),
  from: Verdict,
  to: Verdict,
  /** Rules that begin to speak, and that fall silent. */
  gained: v.array(v.string()),
  lost: v.array(v.string()),
});

export const SimulateResponse = v.strictObject({
  /** The version that the draft is compared with. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** How many contacts were looked at, and how many of them are erased, so that nobody can be asked about them. */
  contacts: Count,
  erased: Count,
  /** How many questions that came to: one for each identifier that the channel reaches. */
  asked: Count,
  /** How many go from each verdict to each: `moves.block.allow`. */
  moves: ofEachVerdict(ofEachVerdict(Count)),
  /** How many each rule begins to stop or warn about, and how many it lets go. */
  byRule: v.record(v.string(), v.strictObject({ gained: Count, lost: Count })),
  changes: v.array(Change),
  /** `after` of the next page; null when this was the last. Add the pages up for the whole. */
  next: v.nullable(OpaqueId),
});
