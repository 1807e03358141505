import type { Mark } from '../../consent/facts.ts';
import type { Citation, Reason } from '../decision.ts';
import type { Question } from '../question.ts';
import { dayOf } from '../rule.ts';

/** What one kind of no comes to; made once, not for every decision. */
export type PersonsNo = {
  readonly rule: string;
  readonly step: number;
  readonly says: string;
  /** Where the right comes from, in places whose law has no row of its own on opt-outs. */
  readonly citation: Citation;
};

const remedies = ['remove-recipient', 'keep-editing', 'use-their-preference-page'] as const;

/** The reason for a stop that the contact decided: final, whoever asks. */
export function personsNo(
  { since, purpose, channel, event }: Mark,
  question: Question,
  { rule, step, says, citation }: PersonsNo,
): Reason {
  return {
    rule,
    step,
    verdict: 'block',
    decidedBy: 'person',
    overridable: false,
    says,
    params: {
      since: dayOf(since, question),
      purpose: [`purpose.${purpose}`],
      channel: [`channel.${channel}`],
    },
    citation: ofTheirPlace(question) ?? citation,
    remedies,
    events: [event],
  };
}

/** Laws that give days to act on an opt-out are named; Heed stops at once all the same. */
function ofTheirPlace({ places }: Question): Citation | undefined {
  for (const { how, onOptOut } of places) if (how !== 'sender') return onOptOut;
  return undefined;
}
