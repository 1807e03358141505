import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/policy/decision.ts';
import { explain } from '../../../shared/policy/explain.ts';
import { isOutOfDate, withOutOfDate } from '../../../shared/policy/out-of-date.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { languages, wordsFor } from '../../../shared/policy/words/index.ts';

const hour = 3_600_000;
const heardAt = Date.UTC(2026, 4, 3, 9);
const policy = (whenStale: Policy['offline']['whenStale'], staleAfterHours = 24): Policy => ({
  ...defaultPolicy,
  offline: { ...defaultPolicy.offline, whenStale, staleAfterHours },
});
const yes: Decision = { verdict: 'allow', reasons: [], purpose: 'direct-marketing' };

describe('a device that has not heard from the worker', () => {
  it('is out of date once it is longer than the policy allows, and not before', () => {
    const at = (hours: number) => isOutOfDate(policy('warn', 48), heardAt, heardAt + hours * hour);
    expect([at(0), at(48), at(48.01)]).toEqual([false, false, true]);
  });

  it.each([
    ['warn', 'warn', true, ['send-later', 'override-with-reason']],
    ['block', 'block', false, ['send-later']],
  ] as const)(
    'turns a yes into "%s" where the policy says so',
    (whenStale, verdict, overridable, remedies) => {
      const decision = withOutOfDate(policy(whenStale), yes, heardAt);
      expect(decision.verdict).toBe(verdict);
      expect(decision.reasons).toMatchObject([
        {
          rule: 'out-of-date',
          verdict,
          overridable,
          decidedBy: 'organisation',
          citation: { text: "Your organisation's rule for devices out of touch", confidence: 'P' },
          remedies,
          events: [],
        },
      ]);
    },
  );

  it('goes on with what it knows where the policy says nothing of it', () => {
    expect(withOutOfDate(policy('off'), yes, heardAt)).toBe(yes);
  });

  it('has nothing to add to a stop', () => {
    const no: Decision = { ...yes, verdict: 'block' };
    expect(withOutOfDate(policy('block'), no, heardAt)).toBe(no);
  });

  it.each(languages)('is told of with the day, in %s', (language) => {
    const [reason] = withOutOfDate(policy('warn'), yes, heardAt).reasons;
    const { message } = explain(reason!, wordsFor(language));
    expect(message).toMatch(/2026/);
    expect(message).not.toContain('{');
  });
});
