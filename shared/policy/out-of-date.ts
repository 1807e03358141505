import type { Instant } from '../time.ts';
import type { Decision } from './decision.ts';
import { strongest } from './decide.ts';
import type { Policy } from './policy.ts';

const hour = 3_600_000;

/** Whether a device that last heard from the worker at `heardAt` may know too little by now. */
export function isOutOfDate({ offline }: Policy, heardAt: Instant, at: Instant): boolean {
  return at - heardAt > offline.staleAfterHours * hour;
}

/** The decision of a device that has not heard from the worker for long: what the policy says of that comes on top. */
export function withOutOfDate(policy: Policy, decision: Decision, heardAt: Instant): Decision {
  const { whenStale } = policy.offline;
  if (whenStale === 'off' || decision.verdict === 'block') return decision;
  const reasons = [
    ...decision.reasons,
    {
      rule: 'out-of-date',
      step: 10,
      verdict: whenStale,
      decidedBy: 'organisation' as const,
      overridable: whenStale === 'warn',
      says: 'out-of-date',
      params: { since: { at: heardAt, timeZone: policy.sender.timeZone } },
      citation: {
        text: "Your organisation's rule for devices out of touch",
        confidence: 'P' as const,
      },
      remedies:
        whenStale === 'warn'
          ? (['send-later', 'override-with-reason'] as const)
          : (['send-later'] as const),
      events: [],
    },
  ];
  return { ...decision, verdict: strongest(reasons), reasons };
}
