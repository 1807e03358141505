import { checkPolicy } from '../../shared/policy/check-policy.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import type { Problem } from '../../shared/result.ts';
import { Refusal } from '../errors.ts';

/** Every check and every sync reads it. */
const longest = 100_000;

/**
 * A document that somebody wrote, as the policy with this number: that is ours to give, and no reason to
 * refuse one. Throws a 400 `Refusal` with all problems and their paths, or a 413.
 */
export function readPolicy(document: Readonly<Record<string, unknown>>, version: number): Policy {
  const checked = checkPolicy({ ...document, version });
  if (!checked.ok)
    throw new Refusal(400, 'policy.invalid', summaryOf(checked.problems), checked.problems);
  if (JSON.stringify(checked.policy).length > longest)
    throw new Refusal(413, 'policy.too-large', 'The policy is over 100,000 characters long.');
  return checked.policy;
}

function summaryOf(problems: readonly Problem[]): string {
  const [{ path, message }, ...others] = problems as [Problem];
  const more = others.length > 0 ? ` (and ${others.length} more, see problems)` : '';
  return `${path === undefined ? '' : `${path}: `}${message}${more}`;
}
