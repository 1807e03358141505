import type { EventSet } from '../consent/event-set.ts';
import type { Instant } from '../time.ts';
import type { DayParam, Decider, Reason, Verdict } from './decision.ts';
import type { Place } from './places.ts';
import type { Question } from './question.ts';

/** One rule, one file. */
export type Rule = {
  /** It is only asked where the question has one of these topics. */
  readonly about: EventSet;
  /** Every reason that it finds; none means it has nothing against the message. */
  readonly find: (question: Question) => readonly Reason[];
};

export function ruleAbout(about: EventSet, find: Rule['find']): Rule {
  return { about, find };
}

/** What a rule may be about beside the types of events: in the bits that those leave free. */
export const topics = {
  /** Some place's law asks for a permission that is not there. */
  missing: 1 << 28,
  /** Facts of the message itself. */
  message: 1 << 29,
  /** Anything that is marketing. */
  marketing: 1 << 30,
} as const;

export const nothing: readonly Reason[] = [];

/** Whether the asking role may override, with a recorded reason, what somebody decided. */
function mayOverride({ policy, ask }: Question, by: Decider, place?: Place): boolean {
  if (by === 'person' || place?.strictness === 'restrictive') return false;
  return policy.overrides[by].includes(ask.role);
}

/** Whether the asker may override, and whether anybody's exception could: not where the policy takes a place restrictively. */
export function override(
  question: Question,
  by: Decider,
  place?: Place,
  verdict?: Verdict,
): Pick<Reason, 'overridable' | 'unexceptable'> {
  // A warning is for whoever reads it: they may go on.
  const overridable = verdict === 'warn' || mayOverride(question, by, place);
  return place?.strictness === 'restrictive'
    ? { overridable, unexceptable: true }
    : { overridable };
}

/** The day of an instant, where the contact's days are counted. */
export function dayOf(at: Instant, { timeZone }: Question): DayParam {
  return { at, timeZone };
}

/** The last day that counted before something ended at `end`, the first instant that no longer did. */
export function lastDayBefore(end: Instant, question: Question): DayParam {
  return dayOf(end - 1, question);
}
