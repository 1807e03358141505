import type { Mark } from '../../consent/facts.ts';
import { toDay } from '../../time.ts';
import type { Citation, Reason } from '../decision.ts';

/** The reason for a stop that the contact decided: final, whoever asks. */
export function personsNo(rule: string, mark: Mark, says: string, citation: Citation): Reason {
  return {
    rule,
    verdict: 'block',
    decidedBy: 'person',
    overridable: false,
    says,
    params: { since: toDay(mark.since), purpose: mark.purpose, channel: mark.channel },
    citation,
    remedies: ['remove-recipient', 'keep-editing'],
    events: [mark.event],
  };
}
