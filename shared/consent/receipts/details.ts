import * as v from 'valibot';
import { isCountry } from '../../country.ts';
import type { Problem } from '../../result.ts';

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));
const texts = v.pipe(v.array(text), v.minLength(1));

/** Who decides why and how the data is used: the organisation, perhaps with others. */
const Controller = v.strictObject({
  id: text,
  name: text,
  /** As schema.org has it: `{ "streetAddress": "...", "addressCountry": "DE" }`. */
  address: v.record(v.string(), text),
  /** Whom to ask for. */
  contact: text,
  email: text,
  phone: text,
  url: v.optional(text),
  onBehalf: v.optional(v.boolean()),
});

/** Which data, in the terms of DPV's personal data extension. */
const Pii = v.strictObject({
  type: v.pipe(v.string(), v.regex(/^pd:[A-Za-z]+$/, 'Give a term of DPV-PD: pd:EmailAddress.')),
  optional: v.optional(v.boolean(), false),
  sensitive: v.optional(v.boolean(), false),
  /** Of a special category (GDPR Art. 9). */
  special: v.optional(v.boolean(), false),
});

/** The nearest term of DPV for a purpose, and what it is called. */
const NamedPurpose = v.strictObject({
  name: text,
  type: v.pipe(v.string(), v.regex(/^dpv:[A-Za-z]+$/, 'Give a term of DPV: dpv:DirectMarketing.')),
});

const ofTheOrganisation = {
  language: text,
  noticeUrl: text,
  service: text,
  controllers: v.pipe(v.array(Controller), v.minLength(1)),
  pii: v.pipe(v.array(Pii), v.minLength(1)),
  storageLocations: texts,
  jurisdiction: v.pipe(v.string(), v.check(isCountry, 'Give an ISO 3166 code: DE, GB, US-CA.')),
  /** Who else gets the data; empty when nobody does. */
  recipients: v.array(text),
  withdrawalMethod: text,
};

/** What all receipts of an organisation say alike; `purposes` by their ids in the policy. */
export const ReceiptSettings = v.strictObject({
  ...ofTheOrganisation,
  purposes: v.record(v.string(), NamedPurpose),
});
export type ReceiptSettings = v.InferOutput<typeof ReceiptSettings>;

/** What a receipt has to say and no event knows. All of it is the caller's; nothing is looked up. */
export const ReceiptDetails = v.strictObject({
  receiptId: text,
  recordId: text,
  /** Milliseconds since 1970 UTC. */
  issuedAt: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)),
  /** The reference under which the log holds the contact. Opaque: it is not to say who they are. */
  principalId: text,
  purpose: NamedPurpose,
  /** ISO 8601: `P36M`. */
  retentionPeriod: text,
  ...ofTheOrganisation,
});
export type ReceiptDetails = v.InferOutput<typeof ReceiptDetails>;

export type CheckedDetails =
  | { readonly ok: true; readonly details: ReceiptDetails }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the details; every problem names its field. */
export function checkDetails(input: unknown): CheckedDetails {
  const parsed = v.safeParse(ReceiptDetails, input);
  if (parsed.success) return { ok: true, details: parsed.output };
  return { ok: false, problems: parsed.issues.map(toProblem) };
}

function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue);
  const missing = issue.received === 'undefined';
  return {
    code: missing ? 'receipt.detail-missing' : 'receipt.detail-invalid',
    message: missing
      ? 'A receipt has to say this, and no event does: give it.'
      : issue.kind === 'schema'
        ? `Expected ${issue.expected}.`
        : issue.message,
    ...(path !== null && { path }),
  };
}
