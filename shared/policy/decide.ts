import type { ConsentFacts } from '../consent/facts.ts';
import type { Ask, Decision, Reason, RuleInput, Verdict } from './decision.ts';
import { verdicts } from './decision.ts';
import type { Policy } from './policy.ts';
import { purposePath } from './policy.ts';
import { rules } from './rules/index.ts';
import { standing } from './standing.ts';

/** The one evaluator. Badge, guard, API, list check, dashboard and simulator all call this. */
export function decide(policy: Policy, facts: ConsentFacts, ask: Ask): Decision {
  const input = { facts, policy, ask, purposes: purposePath(policy, ask.purpose) };
  const reasons = excepted(
    input,
    rules.flatMap((rule) => rule(input)),
  );
  return { verdict: strongest(reasons), reasons };
}

/** A recorded exception answers the deciders that it names, by the right of who recorded it; never a person's no. */
function excepted(input: RuleInput, reasons: readonly Reason[]): readonly Reason[] {
  const exceptions = standing(input, ['excepted']);
  if (exceptions.length === 0) return reasons;
  return reasons.map((reason) => {
    const { decidedBy } = reason;
    if (decidedBy === 'person') return reason;
    const answer = exceptions.find(({ excepts = ['machine'] }) => excepts.includes(decidedBy));
    return answer ? { ...reason, verdict: 'allow', exceptedBy: answer.event } : reason;
  });
}

/** The strongest verdict of several: of reasons, or of the recipients of one message. */
export function strongest(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  let worst = 0;
  for (const { verdict } of parts) worst = Math.max(worst, verdicts.indexOf(verdict));
  return verdicts[worst] ?? 'block';
}
