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

/** A recorded exception answers what an organisation, the law's default or a machine decided; never a person's no. */
function excepted(input: RuleInput, reasons: readonly Reason[]): readonly Reason[] {
  const exception = standing(input, ['excepted'])[0];
  if (!exception) return reasons;
  return reasons.map((reason) =>
    reason.decidedBy === 'person'
      ? reason
      : { ...reason, verdict: 'allow', exceptedBy: exception.event },
  );
}

/** The strongest verdict of several: of reasons, or of the recipients of one message. */
export function strongest(parts: readonly { readonly verdict: Verdict }[]): Verdict {
  let worst = 0;
  for (const { verdict } of parts) worst = Math.max(worst, verdicts.indexOf(verdict));
  return verdicts[worst] ?? 'block';
}
