import { eventSet } from '../../consent/event-set.ts';
import { standingStops } from '../question.ts';
import type { Rule } from '../rule.ts';
import { dayOf, override, ruleAbout } from '../rule.ts';

const bounces = eventSet('bounced');

/** Step 2: the address rejected mail for good. A machine's finding, so it can be overridden. */
export const bounce: Rule = ruleAbout(bounces, (question) =>
  standingStops(question, bounces).map((mark) => ({
    rule: 'bounce',
    step: 2,
    verdict: 'block',
    decidedBy: 'machine',
    ...override(question, 'machine'),
    says: 'bounce',
    params: { since: dayOf(mark.since, question) },
    citation: { text: 'RFC 5321 4.2.1 (permanent failure, 5yz)', confidence: 'P' },
    remedies: ['remove-recipient', 'correct-address', 'override-with-reason'],
    events: [mark.event],
  })),
);
