import { eventSet } from '../../consent/event-set.ts';
import type { Mark } from '../../consent/facts.ts';
import type { Reason } from '../decision.ts';
import type { Question } from '../question.ts';
import { standingStops } from '../question.ts';
import type { Rule } from '../rule.ts';
import { ruleAbout } from '../rule.ts';
import type { PersonsNo } from './persons-no.ts';
import { personsNo } from './persons-no.ts';
import { isRequired } from './required.ts';

const objections = eventSet('objected', 'restricted');

/**
 * Step 1: an objection, a restriction or a stop to everything. Nobody may override it. What a
 * contract or a statute on record requires still goes out after a stop, with a warning that says so;
 * after a restriction only what a statute requires (GDPR Art. 18(2)).
 */
export const objection: Rule = ruleAbout(objections, (question) =>
  standingStops(question, objections).map((mark) => reasonFor(mark, question)),
);

const restriction: PersonsNo = {
  rule: 'objection',
  step: 1,
  says: 'objection.restricted',
  citation: { text: 'GDPR Art. 18(2)', confidence: 'P' },
};
const rightToObject: PersonsNo = {
  rule: 'objection',
  step: 1,
  says: 'objection.objected',
  citation: { text: 'GDPR Art. 21(2)-(3), Recital 70', confidence: 'P' },
};

function reasonFor(mark: Mark, question: Question): Reason {
  const restricted = mark.type === 'restricted';
  const reason = personsNo(mark, question, restricted ? restriction : rightToObject);
  return isRequired(question, restricted)
    ? { ...reason, verdict: 'warn', says: 'objection.but-required' }
    : reason;
}
