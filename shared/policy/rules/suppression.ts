import { toDay } from '../../time.ts';
import type { Rule } from '../decision.ts';
import { standingStops } from '../standing.ts';

/** Evaluation step 3: the organisation put the contact or its domain on a list of its own. */
export const suppression: Rule = (input) =>
  standingStops(input, ['suppressed']).map((mark) => ({
    rule: 'suppression',
    verdict: 'block',
    decidedBy: 'organisation',
    overridable: input.policy.overrides.organisation.includes(input.ask.role),
    says: 'suppression',
    params: { since: toDay(mark.since) },
    citation: { text: "Your organisation's do-not-contact list", confidence: 'P' },
    remedies: ['remove-recipient', 'keep-editing', 'override-with-reason'],
    events: [mark.event],
  }));
