import type { Channel } from '../contact/channels.ts';
import type { Instant } from '../time.ts';
import type { Content } from './jurisdiction.ts';
import type { Role } from './policy.ts';

export const verdicts = ['allow', 'warn', 'block'] as const;
export type Verdict = (typeof verdicts)[number];

export const deciders = ['person', 'law', 'organisation', 'machine'] as const;
export type Decider = (typeof deciders)[number];

/** What one can do about a reason. The screens know how to offer each. */
export const remedies = [
  'remove-recipient',
  'keep-editing',
  'record-consent',
  'record-relationship',
  'record-notice',
  'ask-to-confirm',
  'state-country',
  'correct-address',
  'add-content',
  'change-wording',
  'send-later',
  'use-their-preference-page',
  'ask-an-administrator',
  'override-with-reason',
] as const;
export type Remedy = (typeof remedies)[number];

/** Where a rule comes from. `confidence`: P primary text read, S secondary source, R recalled, C contested. */
export type Citation = {
  readonly text: string;
  readonly confidence: 'P' | 'S' | 'R' | 'C';
  /** The row of the jurisdiction's file, and when a person last looked at it. */
  readonly row?: string;
  readonly reviewedOn?: string;
};

/** A day on the calendar of a place: an instant in the day. Worked out only when it is shown. */
export type DayParam = { readonly at: Instant; readonly timeZone: string };

/** A value that goes into a sentence: text as it is, keys of words that are looked up in each language, or a day. */
export type Param = string | number | readonly string[] | DayParam;

/** Why a message may not, or perhaps should not, go. `explain()` turns it into words. */
export type Reason = {
  readonly rule: string;
  /** Its place in the order of evaluation, 1 to 10. */
  readonly step: number;
  /** `allow` when an exception on record (`exceptedBy`) overrides it: still shown, no longer in the way. */
  readonly verdict: Verdict;
  readonly decidedBy: Decider;
  readonly overridable: boolean;
  /** Key of the sentence in `words/`, with what goes into it. */
  readonly says: string;
  readonly params: Readonly<Record<string, Param>>;
  readonly citation: Citation;
  readonly remedies: readonly Remedy[];
  /** Ids of the events that made it so. */
  readonly events: readonly string[];
  readonly exceptedBy?: string;
  /** No exception answers it: the policy takes that place restrictively. */
  readonly unexceptable?: true;
};

export type Decision = {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** The purpose it was judged under: direct marketing, where the one asked for is not borne out. */
  readonly purpose: string;
};

/** What is known of a message without keeping any of it. What is not said, is not judged. */
export type MessageFacts = {
  readonly contains?: Partial<Readonly<Record<Content, boolean>>>;
  /** What screening found, by category. */
  readonly findings?: readonly { readonly category: string }[];
  readonly deceptiveSubject?: boolean;
};

/** The question: may this member send to this contact, over this channel, for this purpose, now? */
export type Ask = {
  readonly channel: Channel;
  readonly purpose: string;
  /** The instant of sending. */
  readonly at: Instant;
  readonly role: Role;
  readonly message?: MessageFacts;
};
