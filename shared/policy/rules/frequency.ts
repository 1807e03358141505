import type { Channel } from '../../contact/channels.ts';
import type { Citation, Reason, Verdict } from '../decision.ts';
import type { Place } from '../places.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { nothing, override, ruleAbout, topics } from '../rule.ts';

const day = 86_400_000;

type Cap = {
  readonly max: number;
  readonly days: number;
  readonly channels: readonly Channel[];
};

const ownPolicy: Citation = { text: "Your organisation's limit on how often", confidence: 'P' };

/** Step 10: how often this contact was written to, by anybody of the organisation, over the channels that count together. */
export const frequency: Rule = ruleAbout(topics.marketing, (question) => {
  const { policy, ask, places } = question;
  let found: Reason[] | undefined;
  for (const cap of policy.frequency) {
    if (cap.severity === 'off' || !cap.channels.includes(ask.channel)) continue;
    const count = countOf(cap, question);
    if (count >= cap.max)
      (found ??= []).push(reasonFor(cap, count, question, cap.severity, ownPolicy));
  }
  for (const place of places)
    for (const row of place.rules.frequency) {
      const count = countOf(row, question);
      if (count >= row.max)
        (found ??= []).push(reasonFor(row, count, question, 'block', cite(row), place));
    }
  return found ?? nothing;
});

function countOf({ days, channels }: Cap, { all, ask: { at } }: Question): number {
  let count = 0;
  for (const { type, since, channel } of all)
    if (
      type === 'contacted' &&
      since <= at &&
      since > at - days * day &&
      (channel === 'all' || channels.includes(channel))
    )
      count++;
  return count;
}

function reasonFor(
  cap: Cap,
  count: number,
  question: Question,
  verdict: Verdict,
  citation: Citation,
  place?: Place,
): Reason {
  const by = place ? 'law' : 'organisation';
  return {
    rule: 'frequency',
    step: 10,
    verdict,
    decidedBy: by,
    ...override(question, by, place, verdict),
    says: 'frequency',
    params: { count, days: cap.days, max: cap.max },
    citation,
    remedies: ['send-later', 'override-with-reason'],
    events: [],
  };
}
