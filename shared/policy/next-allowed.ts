import type { ConsentFacts } from '../consent/facts.ts';
import type { Instant } from '../time.ts';
import { decide } from './decide.ts';
import type { Ask } from './decision.ts';
import type { Policy } from './policy.ts';

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

/** Further ahead than this nothing is promised. */
const horizon = 62 * day;

/**
 * When a message that only its time stands against may go: the first quarter of an hour, by the same
 * `decide()`, in which it is not stopped. `undefined` when that is not within two months, or when time
 * alone does not help.
 */
export function nextAllowed(policy: Policy, facts: ConsentFacts, ask: Ask): Instant | undefined {
  const now = decide(policy, facts, ask);
  if (now.verdict !== 'block') return ask.at;
  const stops = now.reasons.filter(({ verdict }) => verdict === 'block');
  if (!stops.every(({ remedies }) => remedies.includes('send-later'))) return undefined;
  const isStopped = (at: Instant) => decide(policy, facts, { ...ask, at }).verdict === 'block';
  // Frequency ends days ahead: whole hours first, then the quarters of the hour before.
  const first = Math.ceil((ask.at + 1) / quarter) * quarter;
  for (let at = first; at <= ask.at + horizon; at += 4 * quarter) {
    if (isStopped(at)) continue;
    const before = [3, 2, 1].map((quarters) => at - quarters * quarter);
    return before.find((earlier) => earlier > ask.at && !isStopped(earlier)) ?? at;
  }
  return undefined;
}
