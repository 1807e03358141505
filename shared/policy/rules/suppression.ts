import { eventSet } from '../../consent/event-set.ts';
import { standingStops } from '../question.ts';
import type { Rule } from '../rule.ts';
import { dayOf, override, ruleAbout } from '../rule.ts';

const suppressions = eventSet('suppressed');

/** Step 3: the organisation put the contact or its domain on a list of its own. */
export const suppression: Rule = ruleAbout(suppressions, (question) =>
  standingStops(question, suppressions).map((mark) => ({
    rule: 'suppression',
    step: 3,
    verdict: 'block',
    decidedBy: 'organisation',
    ...override(question, 'organisation'),
    says: 'suppression',
    params: { since: dayOf(mark.since, question) },
    citation: { text: "Your organisation's do-not-contact list", confidence: 'P' },
    remedies: ['remove-recipient', 'ask-an-administrator', 'override-with-reason'],
    events: [mark.event],
  })),
);
