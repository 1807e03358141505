import { toDay } from '../../time.ts';
import type { Rule } from '../decision.ts';
import { standingStops } from '../standing.ts';

/** Evaluation step 2: the address rejected mail for good. A machine's finding, so it can be overridden. */
export const bounce: Rule = (input) =>
  standingStops(input, ['bounced']).map((mark) => ({
    rule: 'bounce',
    verdict: 'block',
    decidedBy: 'machine',
    overridable: input.policy.overrides.machine.includes(input.ask.role),
    says: 'bounce',
    params: { since: toDay(mark.since) },
    citation: { text: 'RFC 5321 4.2.1 (permanent failure, 5yz)', confidence: 'P' },
    remedies: ['remove-recipient', 'correct-address', 'override-with-reason'],
    events: [mark.event],
  }));
