import type { Decision } from './decision.ts';
import type { Policy, Role } from './policy.ts';
import { defaultPurpose } from './policy.ts';

/** The decision about a recipient that is not one person's address: a group, an alias, text that is no address. */
export function uncheckable(policy: Policy, role: Role): Decision {
  return {
    verdict: 'block',
    purpose: defaultPurpose,
    reasons: [
      {
        rule: 'uncheckable',
        step: 5,
        verdict: 'block',
        decidedBy: 'machine',
        overridable: policy.overrides.machine.includes(role),
        says: 'uncheckable',
        params: {},
        citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'P' },
        remedies: ['correct-address', 'remove-recipient', 'override-with-reason'],
        events: [],
      },
    ],
  };
}
