import type { Decider, Reason } from './decision.ts';
import type { Place } from './places.ts';
import type { Question } from './question.ts';
import type { Row } from './jurisdiction.ts';
import type { Citation } from './decision.ts';

/** One rule, one file. Returns every reason it finds; none means it has nothing against the message. */
export type Rule = (question: Question) => readonly Reason[];

export const nothing: readonly Reason[] = [];

/** Whether the asking role may override, with a recorded reason, what somebody decided. */
export function mayOverride({ policy, ask }: Question, by: Decider, place?: Place): boolean {
  if (by === 'person' || place?.strictness === 'restrictive') return false;
  return policy.overrides[by].includes(ask.role);
}

/** Whether the asker may override, and whether anybody's exception could: not where the policy takes a place restrictively. */
export function override(
  question: Question,
  by: Decider,
  place?: Place,
): Pick<Reason, 'overridable' | 'unexceptable'> {
  const overridable = mayOverride(question, by, place);
  return place?.strictness === 'restrictive'
    ? { overridable, unexceptable: true }
    : { overridable };
}

export function cite({ citation, confidence, id, reviewedOn }: Row): Citation {
  return { text: citation, confidence, row: id, reviewedOn };
}
