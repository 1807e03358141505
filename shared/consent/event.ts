import * as v from 'valibot';
import { channels } from '../contact/channels.ts';
import { groundKinds, recipientClasses } from '../policy/jurisdiction.ts';
import table from './event-types.json' with { type: 'json' };

export type EventType = keyof typeof table;
export const eventTypes = Object.keys(table) as [EventType, ...EventType[]];

/**
 * What an event does: a `stop` forbids and a `lift` ends a person's; a `release` ends the organisation's;
 * a `grant` permits; a `ground` is a relationship; a `listing` is an entry in a public register; `except`
 * is a recorded override; `trait` says who somebody is; `correct` takes back a mistaken record; `link` and
 * `erase` are about the contact itself; a `note` is a plain fact.
 */
export type EventEffect =
  | 'stop'
  | 'lift'
  | 'release'
  | 'grant'
  | 'ground'
  | 'listing'
  | 'except'
  | 'trait'
  | 'correct'
  | 'link'
  | 'erase'
  | 'note';

export type EventKind = {
  /** Whose decision the event records. A `person`'s no is never overridable. */
  readonly by: 'person' | 'law' | 'organisation' | 'machine';
  readonly effect: EventEffect;
  /** The term of DPV 2.3 that comes nearest. */
  readonly dpv: string;
};

export function eventKind(type: EventType): EventKind {
  return table[type] as EventKind;
}

/** How the person or the organisation said it: ISO/IEC TS 27560's `collection_method`. */
export const methods = [
  'web-form',
  'reply',
  'spoken',
  'in-writing',
  'unsubscribe-link',
  'one-click',
  'preference-page',
  'pre-ticked',
  'implied',
  'import',
  'provider-webhook',
  'recorded-by-member',
] as const;
export type Method = (typeof methods)[number];

/** Methods by which the person themself acts. */
export const ownActs: readonly Method[] = [
  'web-form',
  'reply',
  'in-writing',
  'spoken',
  'preference-page',
];

/** Whose decisions an exception can answer. A person's is not among them. */
export const Excepts = v.array(v.picklist(['law', 'organisation', 'machine']));

/** What a relationship rests on; the event's `occurredAt` is its date. */
export const Ground = v.strictObject({
  kind: v.picklist(groundKinds),
  /** They were told of the marketing, and that they may object, when the address was collected. */
  toldAtCollection: v.optional(v.boolean()),
  /** The address came from them, not from somebody else. */
  collectedDirectly: v.optional(v.boolean()),
  /** What is written about concerns their work. */
  relevantToRole: v.optional(v.boolean()),
  /** They published the address with the wish not to be written to. */
  refusalStated: v.optional(v.boolean()),
});
export type Ground = v.InferOutput<typeof Ground>;

export const countrySources = [
  'declared',
  'profile',
  'organisation',
  'phone-prefix',
  'domain',
] as const;
export type CountrySource = (typeof countrySources)[number];

const country = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'Give an ISO 3166 code: DE, GB, US-CA.'),
);

/** Who somebody is, as far as the law asks. */
export const Traits = v.strictObject({
  country: v.optional(country),
  countrySource: v.optional(v.picklist(countrySources), 'declared'),
  class: v.optional(v.picklist(recipientClasses)),
  /** IANA: `Europe/Berlin`. */
  timeZone: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
});
export type Traits = v.InferOutput<typeof Traits>;

const shortText = v.pipe(v.string(), v.maxLength(200));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** Milliseconds since 1970 UTC. */
const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15));

/** One fact about one contact, never changed afterwards. */
export const ConsentEvent = v.strictObject({
  id,
  type: v.picklist(eventTypes),
  purpose: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  channel: v.picklist([...channels, 'all']),
  /** When it happened, and when it was recorded. */
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
  /** When a consent, relationship, listing or exception ends of itself. */
  until: v.optional(instant),
  /** For `excepted`: whose decisions it answers, as far as the one who recorded it was allowed to. */
  excepts: v.optional(Excepts),
  /** For `relationship-recorded`. */
  ground: v.optional(Ground),
  /** For `registry-listed`: the register's name, as jurisdictions spell it. */
  registry: v.optional(shortText),
  /** For `described`. */
  traits: v.optional(Traits),
  /** For `corrected`: the event that was recorded by mistake. A person's no cannot be taken back so. */
  corrects: v.optional(id),
});
export type ConsentEvent = v.InferOutput<typeof ConsentEvent>;
