import type { Channel } from '../contact/channels.ts';
import type { ConsentFacts } from '../consent/facts.ts';
import type { Instant } from '../time.ts';
import type { Policy, Role } from './policy.ts';

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
  'state-country',
  'correct-address',
  'override-with-reason',
] as const;
export type Remedy = (typeof remedies)[number];

/** Where a rule comes from. `confidence`: P primary text read, S secondary source, R recalled, C contested. */
export type Citation = {
  readonly text: string;
  readonly confidence: 'P' | 'S' | 'R' | 'C';
};

/** Why a message may not, or perhaps should not, go. `explain()` turns it into words. */
export type Reason = {
  readonly rule: string;
  /** `allow` when an exception on record (`exceptedBy`) overrides it: still shown, no longer in the way. */
  readonly verdict: Verdict;
  readonly decidedBy: Decider;
  readonly overridable: boolean;
  /** Key of the sentence in `words/`, with what goes into it. */
  readonly says: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly citation: Citation;
  readonly remedies: readonly Remedy[];
  /** Ids of the events that made it so. */
  readonly events: readonly string[];
  readonly exceptedBy?: string;
};

export type Decision = { readonly verdict: Verdict; readonly reasons: readonly Reason[] };

/** The question: may this member send to this contact, over this channel, for this purpose, now? */
export type Ask = {
  readonly channel: Channel;
  readonly purpose: string;
  /** The instant of sending. */
  readonly at: Instant;
  readonly role: Role;
};

/** What a rule reads. */
export type RuleInput = {
  readonly facts: ConsentFacts;
  readonly policy: Policy;
  readonly ask: Ask;
  /** The asked purpose and its parents. */
  readonly purposes: readonly string[];
};

/** One rule, one file. Returns every reason it finds; none means it has nothing against the message. */
export type Rule = (input: RuleInput) => Reason[];
