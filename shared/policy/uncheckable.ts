import type { Decision } from './decision.ts';
import type { Policy, Role } from './policy.ts';
import { defaultPurpose } from './policy.ts';

const always = ['correct-address', 'remove-recipient'] as const;

/** The decision about a recipient that is not one person's address: a group, an alias, text that is no address. */
export function uncheckable(policy: Policy, role: Role): Decision {
  const overridable = policy.overrides.machine.includes(role);
  return {
    verdict: 'block',
    purpose: defaultPurpose,
    reasons: [
      {
        rule: 'uncheckable',
        step: 5,
        verdict: 'block',
        decidedBy: 'machine',
        overridable,
        says: 'uncheckable',
        params: {},
        citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'P' },
        remedies: overridable ? [...always, 'override-with-reason'] : always,
        events: [],
      },
    ],
  };
}
