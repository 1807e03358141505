import type { ConsentFacts, Mark } from '../../../shared/consent/facts.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import type { Decision } from '../../../shared/policy/decision.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Policy, Role } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { factsAbout } from '../../../shared/policy/subject.ts';

export const at = Date.UTC(2026, 4, 5, 12);
export const jane: Identifier = { type: 'email', value: 'jane@example.com' };

export function mark(type: Mark['type'], change: Partial<Mark> = {}): Mark {
  return {
    type,
    purpose: 'direct-marketing',
    channel: 'email',
    since: at - 86_400_000,
    event: type,
    ...change,
  };
}

/** What is known of Jane, and how she stands by it. */
export function janeWith(marks: readonly Mark[], country = 'DE', policy: Policy = defaultPolicy) {
  const facts: ConsentFacts = {
    marks: [...marks],
    traits: { countries: [{ country, source: 'declared' }] },
  };
  const role: Role = 'rep';
  const ask = { channel: 'email', purpose: 'direct-marketing', at, role } as const;
  const decision: Decision = decide(policy, factsAbout(jane, facts), ask);
  return { facts, decision, setting: { policy, role } };
}
