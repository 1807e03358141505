import * as v from 'valibot';
import { channels } from '../contact/channels.ts';

/** Who is written to, in the law's eyes. Unknown is treated as `individual`: the strictest. */
export const recipientClasses = ['individual', 'sole-trader', 'employee', 'generic'] as const;
export type RecipientClass = (typeof recipientClasses)[number];

/**
 * What the law asks for before the first message. `opt-out-if-informed`: no consent needed if the
 * person was told when the address was collected and could object. `exempt`: the row does not reach them.
 */
export const requirements = ['exempt', 'opt-out', 'opt-out-if-informed', 'opt-in'] as const;
export type Requirement = (typeof requirements)[number];

/** What a relationship on record can rest on. Its date is when it began, or last was renewed. */
export const groundKinds = [
  'purchase',
  'negotiation',
  'inquiry',
  'contract',
  'free-account',
  'membership',
  'donation',
  'published-address',
  'disclosed-address',
  'business-relationship',
  'referral',
] as const;
export type GroundKind = (typeof groundKinds)[number];

/** Relationships in which the person themself turned to the organisation; an address found somewhere is none. */
export const dealings: ReadonlySet<string> = new Set<GroundKind>([
  'purchase',
  'negotiation',
  'inquiry',
  'contract',
  'free-account',
  'membership',
  'donation',
]);

/** What has to hold beside the relationship itself. `told-*`, `direct` and `relevant-to-role` are facts of the event. */
export const conditions = [
  'own-similar-products',
  'told-at-collection',
  'collected-directly',
  'relevant-to-role',
  'no-refusal-stated',
] as const;
export type Condition = (typeof conditions)[number];

/** What a message may have to contain; the caller says which of them it does. */
export const contents = [
  'sender-identity',
  'postal-address',
  'contact-details',
  'unsubscribe',
  'right-to-object',
  'source-notice',
  'ad-label',
] as const;
export type Content = (typeof contents)[number];

const text = v.pipe(v.string(), v.minLength(1));
const day = v.pipe(v.string(), v.isoDate());
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const months = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240));

/** What every row says of itself. `confidence`: P primary text read, S secondary source, R recalled, C contested. */
const base = {
  /** Unique over all files: `DE-EMAIL`. */
  id: text,
  channels: v.pipe(v.array(v.picklist(channels)), v.minLength(1)),
  /** Whom the row is about; everybody when it does not say. */
  classes: v.optional(v.array(v.picklist(recipientClasses))),
  citation: text,
  confidence: v.picklist(['P', 'S', 'R', 'C']),
  reviewedOn: day,
  /** The first day on which the row was law, and the first on which it no longer was; a message is judged by the law of its day. */
  inForceFrom: v.optional(day),
  inForceUntil: v.optional(day),
  /** What a lawyer would want to know before relying on it. */
  note: v.optional(text),
};

/** Whether one may write first, by class of recipient. */
export const PermissionRow = v.strictObject({
  kind: v.literal('permission'),
  ...base,
  needs: v.record(v.picklist(recipientClasses), v.picklist(requirements)),
  /** What has to hold beside for `opt-out-if-informed`; without it, consent is needed. */
  conditions: v.optional(v.array(v.picklist(conditions))),
});

/**
 * A relationship that stands in for consent: the EU's soft opt-in, CASL's implied consent, an inferred
 * consent, or an exception for business addresses.
 */
export const GroundRow = v.strictObject({
  kind: v.literal('ground'),
  ...base,
  name: v.picklist(['soft-opt-in', 'implied-consent', 'inferred-consent', 'business-exception']),
  /** Empty where a country says that no relationship will do: it then does not take the parent's. */
  grounds: v.array(v.picklist(groundKinds)),
  conditions: v.optional(v.array(v.picklist(conditions))),
  /** How many calendar months it lasts from the relationship's date; unlimited when not given. */
  months: v.optional(months),
  /** Counted from the relationship's end where one is on record, and while it lasts it stands. */
  monthsFrom: v.optional(v.literal('end')),
  /** Each message sent while it lasts starts the months anew. */
  renewedByMessages: v.optional(v.boolean()),
  /** It carries the first message to somebody, and none after it. */
  firstContactOnly: v.optional(v.boolean()),
  /** A relationship from before this day does not count. */
  notBefore: v.optional(day),
});

/** What a consent must be to count. */
export const EvidenceRow = v.strictObject({
  kind: v.literal('evidence'),
  ...base,
  rejectsMethods: v.optional(v.array(text)),
  doubleOptIn: v.optional(v.picklist(['required', 'advised'])),
  /** After so many calendar months without renewal a consent has lapsed. */
  lapsesAfterMonths: v.optional(months),
  /** Counted from the consent, as when not given, or from the person's own last contact with the sender. */
  lapsesFrom: v.optional(v.picklist(['consent', 'persons-last-contact'])),
  /** It does not lapse so where the person themself said until when it holds. */
  unlessStated: v.optional(v.boolean()),
});

/** What each message must contain. */
export const ContentsRow = v.strictObject({
  kind: v.literal('contents'),
  ...base,
  contents: v.pipe(v.array(v.picklist(contents)), v.minLength(1)),
  /** Not asked for where the person consented, or where what we know of them came from themself. */
  notWhere: v.optional(v.picklist(['consented', 'collected-directly'])),
  /** Only the first message to somebody whose data came from elsewhere (GDPR Art. 14). */
  firstContactOnly: v.optional(v.boolean()),
});

/** A public register of people who do not want to be contacted. */
export const RegistryRow = v.strictObject({
  kind: v.literal('registry'),
  ...base,
  registry: text,
  /** Whether their consent to this very sender beats the listing. */
  consentBeats: v.boolean(),
  /** Only one that was given in these ways does. */
  consentMethods: v.optional(v.array(text)),
  /** Whether an existing relationship beats it. */
  relationshipBeats: v.optional(v.boolean()),
  /** The listing ends earlier consents, but not one that they gave afterwards. */
  laterConsentBeats: v.optional(v.boolean()),
});

/** When one may call or write, in the recipient's local time. `days`: 1 is Monday, 7 Sunday. */
export const HoursRow = v.strictObject({
  kind: v.literal('hours'),
  ...base,
  days: v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))),
  spans: v.pipe(v.array(v.strictObject({ from: clock, to: clock })), v.minLength(1)),
  holidays: v.picklist(['allowed', 'forbidden']),
});

/** How often. */
export const FrequencyRow = v.strictObject({
  kind: v.literal('frequency'),
  ...base,
  max: v.pipe(v.number(), v.integer(), v.minValue(1)),
  days: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/**
 * How long the law gives to act on an opt-out. Heed stops at once all the same; the row is shown,
 * and tells integrators when a late stop becomes a breach. An objection under GDPR 21(3) has none.
 */
export const GraceRow = v.strictObject({
  kind: v.literal('grace'),
  ...base,
  amount: v.pipe(v.number(), v.integer(), v.minValue(1)),
  unit: v.picklist(['days', 'business-days']),
  /** For how many days after a message its opt-out has to go on working. */
  mechanismDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

export const Row = v.variant('kind', [
  PermissionRow,
  GroundRow,
  EvidenceRow,
  ContentsRow,
  RegistryRow,
  HoursRow,
  FrequencyRow,
  GraceRow,
]);
export type Row = v.InferOutput<typeof Row>;
export type RowOf<Kind extends Row['kind']> = Extract<Row, { kind: Kind }>;

/** One file in `jurisdictions/`. */
export const Jurisdiction = v.strictObject({
  /** ISO 3166-1 (`GB`, not `UK`) or 3166-2 (`US-CA`); `EU` and `WORLD` are ours. */
  code: v.pipe(v.string(), v.regex(/^([A-Z]{2}(-[A-Z0-9]{1,3})?|WORLD)$/)),
  name: text,
  /** Whose rows hold here too, where this one has none of that kind for the channel: `EU` for members. */
  parent: v.optional(text),
  /** In which days are counted when the person's own zone is not known. */
  timeZone: text,
  /** Where else their clock may stand: hours that the law forbids are kept to in all of them. */
  otherTimeZones: v.optional(v.array(text)),
  rows: v.array(Row),
});
export type Jurisdiction = v.InferOutput<typeof Jurisdiction>;
