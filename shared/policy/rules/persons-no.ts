import type { Mark } from '../../consent/facts.ts';
import type { Citation, Reason } from '../decision.ts';
import type { Question } from '../question.ts';
import { cite, dayOf } from '../rule.ts';

type PersonsNo = {
  readonly rule: string;
  readonly step: number;
  readonly says: string;
  /** Where the right comes from, in places whose law has no row of its own on opt-outs. */
  readonly citation: Citation;
};

const remedies = ['remove-recipient', 'keep-editing', 'use-their-preference-page'] as const;

/** The reason for a stop that the contact decided: final, whoever asks. */
export function personsNo(
  mark: Mark,
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
      since: dayOf(mark.since, question),
      purpose: [`purpose.${mark.purpose}`],
      channel: [`channel.${mark.channel}`],
    },
    citation: ofTheirPlace(question) ?? citation,
    remedies,
    events: [mark.event],
  };
}

/** Laws that give days to act on an opt-out are named; Heed stops at once all the same. */
function ofTheirPlace({ places }: Question): Citation | undefined {
  const row = places.find(({ how }) => how !== 'sender')?.rules.grace[0];
  return row && cite(row);
}
