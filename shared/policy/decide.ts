import type { EventSet } from '../consent/event-set.ts';
import { eventSet } from '../consent/event-set.ts';
import type { ConsentFacts } from '../consent/facts.ts';
import type { Ask, Decision, Reason, Verdict } from './decision.ts';
import type { Policy } from './policy.ts';
import type { Question } from './question.ts';
import { questionOf, standing, stopTypes } from './question.ts';
import { topics } from './rule.ts';
import { rules } from './rules/index.ts';
import { missingPermissions } from './rules/permission-reasons.ts';

/** The one evaluator. Badge, guard, API, list check, dashboard and simulator all call this. */
export function decide(policy: Policy, facts: ConsentFacts, ask: Ask): Decision {
  const question = questionOf(policy, facts, ask);
  let found = none;
  const present = topicsOf(question);
  for (const { about, find } of rules) {
    if ((about & present) === 0) continue;
    const reasons = find(question);
    if (reasons.length > 0) found = found === none ? reasons : [...found, ...reasons];
  }
  if (found === none) return { verdict: 'allow', reasons: none, purpose: question.purposeId };
  const reasons = excepted(question, found);
  return {
    verdict: strongest(reasons),
    reasons: reasons.some(offersInVain) ? reasons.map(withoutFalseHope) : reasons,
    purpose: question.purposeId,
  };
}

/** What there is to speak about. Stops that something later ended are not among it. */
function topicsOf(question: Question): EventSet {
  const { types, stopped, ask, marketing } = question;
  let present = (types & ~stopTypes) | stopped;
  if (ask.message) present |= topics.message;
  if (marketing) present |= topics.marketing;
  if (missingPermissions(question).length > 0) present |= topics.missing;
  return present;
}

const exceptions = eventSet('excepted');
const none: readonly Reason[] = Object.freeze([]);

/** An override is offered to those alone who may. */
function offersInVain({ overridable, remedies }: Reason): boolean {
  return !overridable && remedies.includes('override-with-reason');
}

function withoutFalseHope(reason: Reason): Reason {
  if (!offersInVain(reason)) return reason;
  const remedies = reason.remedies.filter((remedy) => remedy !== 'override-with-reason');
  return { ...reason, remedies: remedies.length > 0 ? remedies : ['keep-editing'] };
}

/** A recorded exception answers the deciders that it names, by the right of who recorded it; never a person's no. */
function excepted(question: Question, reasons: readonly Reason[]): readonly Reason[] {
  const found = standing(question, exceptions);
  if (found.length === 0) return reasons;
  return reasons.map((reason) => {
    const { decidedBy } = reason;
    if (decidedBy === 'person' || reason.unexceptable) return reason;
    const answer = found.find(({ excepts = ['machine'] }) => excepts.includes(decidedBy));
    return answer ? { ...reason, verdict: 'allow', exceptedBy: answer.event } : reason;
  });
}

/** The strongest verdict of several: of reasons, or of the recipients of one message. */
export function strongest(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  let worst: Verdict = 'allow';
  for (const { verdict } of parts) {
    if (verdict === 'block') return verdict;
    if (verdict === 'warn') worst = verdict;
  }
  return worst;
}
