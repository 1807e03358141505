import { eventSet } from '../../consent/event-set.ts';
import type { Citation } from '../decision.ts';
import { standingStops } from '../question.ts';
import type { Rule } from '../rule.ts';
import { ruleAbout } from '../rule.ts';
import type { PersonsNo } from './persons-no.ts';
import { personsNo } from './persons-no.ts';
import { isRequired } from './required.ts';

const citation: Citation = {
  text: 'GDPR Art. 7(3); Directive 2002/58/EC Art. 13',
  confidence: 'P',
};
const refused: PersonsNo = { rule: 'opt-out', step: 4, says: 'opt-out.refused', citation };
const withdrawn: PersonsNo = { rule: 'opt-out', step: 4, says: 'opt-out.withdrawn', citation };
const optOuts = eventSet('refused', 'withdrawn');

/**
 * Step 4: a consent refused or withdrawn for this purpose and channel. Heed stops at once, also where
 * the law would give days to act on it.
 */
export const optOut: Rule = ruleAbout(optOuts, (question) =>
  standingStops(question, optOuts).map((mark) => {
    const reason = personsNo(mark, question, mark.type === 'refused' ? refused : withdrawn);
    return isRequired(question)
      ? { ...reason, verdict: 'warn', says: 'objection.but-required' }
      : reason;
  }),
);
