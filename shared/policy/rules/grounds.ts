import type { Reason } from '../decision.ts';
import type { Shortfall } from '../permission-found.ts';
import type { Place } from '../places.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { dayOf, lastDayBefore, override, ruleAbout, topics } from '../rule.ts';
import { missingPermissions } from './permission-reasons.ts';

/** Step 7: a relationship is on record that could stand in for consent, but its time has run out or a condition is not met. */
export const grounds: Rule = ruleAbout(topics.missing, (question) => {
  const found: Reason[] = [];
  for (const { place, why } of missingPermissions(question))
    for (const shortfall of why.shortfalls) found.push(reasonFor(shortfall, place, question));
  return found;
});

function reasonFor(
  { mark, row, missing, endedAt }: Shortfall,
  place: Place,
  question: Question,
): Reason {
  const onlyPolicy = endedAt === undefined && missing.every((one) => one === 'soft-opt-in-allowed');
  const by = onlyPolicy ? 'organisation' : 'law';
  return {
    rule: 'grounds',
    step: 7,
    verdict: 'block',
    decidedBy: by,
    ...override(question, by, place),
    says: endedAt === undefined ? 'grounds.condition' : 'grounds.ended',
    params: {
      ground: [`ground.${mark.ground!.kind}`],
      since: dayOf(mark.since, question),
      ended: endedAt === undefined ? '' : lastDayBefore(endedAt, question),
      missing: missing.map((condition) => `condition.${condition}`),
      place: place.named,
    },
    citation: cite(row),
    remedies: ['record-consent', 'record-relationship', 'remove-recipient', 'override-with-reason'],
    events: [mark.event],
  };
}
