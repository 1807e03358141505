import type { Citation, Decider, Reason } from '../decision.ts';
import type { Flaw } from '../permission-found.ts';
import type { Place } from '../places.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { dayOf, lastDayBefore, override, ruleAbout, topics } from '../rule.ts';
import { missingPermissions } from './permission-reasons.ts';

/** Step 6: a consent is on record, but it does not count: how it was got, unconfirmed, run out. */
export const evidence: Rule = ruleAbout(topics.missing, (question) => {
  const found: Reason[] = [];
  for (const { place, why } of missingPermissions(question))
    for (const flaw of why.flaws) found.push(reasonFor(flaw, place, question));
  return found;
});

function reasonFor(flaw: Flaw, place: Place, question: Question): Reason {
  const by = deciderOf(flaw, place);
  return {
    rule: 'evidence',
    step: 6,
    verdict: 'block',
    decidedBy: by,
    ...override(question, by, place),
    says: `evidence.${flaw.kind}`,
    params: {
      since: dayOf(flaw.mark.since, question),
      method: [`method.${flaw.mark.method ?? 'import'}`],
      place: place.named,
      ended: flaw.endedAt === undefined ? '' : lastDayBefore(flaw.endedAt, question),
    },
    citation: citationFor(flaw, place),
    remedies,
    events: [flaw.mark.event],
  };
}

/** What the policy asks for beyond the law is the organisation's decision; what they agreed to until a date is not. */
function deciderOf({ kind, row }: Flaw, { rules, strictness, isDefault }: Place): Decider {
  if (strictness === 'restrictive' && rules.requirement !== 'opt-in') return 'organisation';
  // Where we know no law, that it ended is still no lack of evidence, which anybody could pass over.
  if (!row && (kind !== 'ended' || isDefault)) return 'organisation';
  return isDefault ? 'machine' : 'law';
}

function citationFor({ kind, row }: Flaw, { rules }: Place): Citation {
  if (row) return cite(row);
  return kind === 'ended' && rules.permission ? cite(rules.permission) : demonstrable;
}

const remedies = [
  'ask-to-confirm',
  'record-consent',
  'remove-recipient',
  'override-with-reason',
] as const;
const demonstrable: Citation = {
  text: "Your organisation's policy; GDPR Art. 7(1)",
  confidence: 'P',
};
