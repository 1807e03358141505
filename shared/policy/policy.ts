import * as v from 'valibot';
import { ReceiptSettings } from '../consent/receipts/details.ts';
import { channels } from '../contact/channels.ts';

export const roles = ['admin', 'dpo', 'marketer', 'rep', 'auditor'] as const;
export type Role = (typeof roles)[number];

export const defaultPurpose = 'direct-marketing';

/** How loudly an organisation wants to hear of something. */
export const severities = ['off', 'warn', 'block'] as const;
const Severity = v.picklist(severities);
export type Severity = v.InferOutput<typeof Severity>;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 20:00.'));
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const country = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'Give an ISO 3166 code: DE, GB, US-CA.'),
);

/** Why one writes. */
export const Purpose = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,62}$/, 'Use small letters, digits, hyphens.')),
  /** Without one, a purpose is a kind of direct marketing. */
  parent: v.optional(v.string()),
  /**
   * `consent` and `legitimate-interest` are marketing. `contract` and `legal-obligation` need no
   * consent, but have to be borne out by a relationship on record, or they count as marketing.
   */
  basis: v.picklist(['consent', 'legitimate-interest', 'contract', 'legal-obligation']),
  retentionMonths: v.optional(whole(1, 240)),
  /** Where the notice for it stands, and which version holds now. */
  notice: v.optional(v.strictObject({ url: text, version: text })),
  /** The organisation says that what it offers is its own and like what was bought. Soft opt-in needs it. */
  ownSimilarProducts: v.optional(v.boolean()),
  /** For legitimate interest: the balancing test on file. */
  assessment: v.optional(v.strictObject({ id: text, date: v.pipe(v.string(), v.isoDate()) })),
});
export type Purpose = v.InferOutput<typeof Purpose>;

/**
 * `restrictive`: only consent permits, and the law's default cannot be overridden. `lawful`: what the
 * law permits. `off`: its rows are not applied (a person's no always is); asks for the reason on record.
 */
export const Strictness = v.picklist(['restrictive', 'lawful', 'off']);
export type Strictness = v.InferOutput<typeof Strictness>;

const Justification = v.strictObject({ text, by: text, on: v.pipe(v.string(), v.isoDate()) });

export const JurisdictionSetting = v.strictObject({
  strictness: Strictness,
  doubleOptIn: v.optional(v.boolean()),
  justification: v.optional(Justification),
});

/** An organisation's versioned settings. */
export const Policy = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.optional(text),
  /** Where the organisation is: the stricter of its law and the recipient's holds. */
  sender: v.strictObject({
    country: v.optional(country),
    timeZone: v.pipe(v.string(), v.minLength(1)),
  }),
  purposes: v.array(Purpose),
  strictness: Strictness,
  /** Where one jurisdiction is treated differently, by its code. */
  jurisdictions: v.record(v.string(), JurisdictionSetting),
  consent: v.strictObject({
    /** After how many calendar months a consent has to be asked for anew; never, when null. */
    expiresAfterMonths: v.nullable(whole(1, 240)),
    /** How many days before that the badge says that it runs out. */
    refreshDays: whole(0, 365),
    doubleOptIn: v.boolean(),
    noticeRequired: v.boolean(),
  }),
  softOptIn: v.boolean(),
  quietHours: v.nullable(
    v.strictObject({
      from: clock,
      to: clock,
      /** Days on which one may write at all: 1 is Monday, 7 Sunday. */
      days: v.pipe(
        v.array(whole(1, 7)),
        v.minLength(1, 'Leave at least one day on which to write.'),
      ),
      channels: v.array(v.picklist(channels)),
      severity: Severity,
      /** Whether public holidays of the recipient's country count as quiet days. */
      publicHolidays: v.optional(v.boolean(), false),
    }),
  ),
  /** By country code, days on which one does not write: `{ "DE": ["2026-12-25"] }`. */
  holidays: v.record(v.string(), v.array(v.pipe(v.string(), v.isoDate()))),
  frequency: v.array(
    v.strictObject({
      max: whole(1, 1000),
      days: whole(1, 365),
      channels: v.array(v.picklist(channels)),
      severity: Severity,
    }),
  ),
  contents: Severity,
  firstContactNotice: Severity,
  screening: v.strictObject({ default: Severity, byCategory: v.record(v.string(), Severity) }),
  /** Who may override a stop, with a recorded reason, by whose decision it is. A person's: nobody, ever. */
  overrides: v.strictObject({
    law: v.array(v.picklist(roles)),
    organisation: v.array(v.picklist(roles)),
    machine: v.array(v.picklist(roles)),
  }),
  /** What a device does when it has not heard from the worker for a while. */
  offline: v.strictObject({
    staleAfterHours: whole(1, 720),
    whenStale: Severity,
    /** How long a held gesture may wait for the worker. */
    deadlineMs: whole(100, 10_000),
  }),
  /** Sites that are switched off, by id. */
  sitesOff: v.array(v.string()),
  /** What consent receipts say of the organisation. Without it none is given. */
  receipts: v.optional(ReceiptSettings),
});
export type Policy = v.InferOutput<typeof Policy>;
