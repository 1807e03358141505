import { eventSet } from '../../consent/event-set.ts';
import { standingStops } from '../question.ts';
import type { Rule } from '../rule.ts';
import { ruleAbout } from '../rule.ts';
import type { PersonsNo } from './persons-no.ts';
import { personsNo } from './persons-no.ts';
import { isRequired } from './required.ts';

const complaints = eventSet('complained');
const reported: PersonsNo = {
  rule: 'complaint',
  step: 2,
  says: 'complaint',
  citation: {
    text: 'GDPR Art. 21(2)-(3); sender guidelines of Google and Yahoo',
    confidence: 'S',
  },
};

/** Step 2: they reported a message as spam. That is an objection by other means. */
export const complaint: Rule = ruleAbout(complaints, (question) =>
  standingStops(question, complaints).map((mark) => {
    const reason = personsNo(mark, question, reported);
    return isRequired(question) ? { ...reason, verdict: 'warn' } : reason;
  }),
);
