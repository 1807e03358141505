import { checkPolicy } from '../../../../shared/policy/check-policy.ts';
import type { Policy, Purpose, Role, Strictness } from '../../../../shared/policy/policy.ts';
import { roles } from '../../../../shared/policy/policy.ts';
import { presets } from '../../../../shared/policy/presets/index.ts';
import type { Complain } from './dates.ts';

export type Asker = { readonly policy: Policy; readonly role: Role };

type Change = readonly [RegExp, (asker: Asker, parts: readonly string[]) => Asker];

const change = (
  pattern: RegExp,
  to: (policy: Policy, ...parts: string[]) => Partial<Policy>,
): Change => [
  pattern,
  ({ policy, role }, parts) => ({ role, policy: { ...policy, ...to(policy, ...parts) } }),
];
const consent = (pattern: RegExp, to: (...parts: string[]) => Partial<Policy['consent']>): Change =>
  change(pattern, (policy, ...parts) => ({ consent: { ...policy.consent, ...to(...parts) } }));

const justification = { text: 'A row of the truth table.', by: 'dpo', on: '2026-01-05' };

/** What a row may change of a preset. */
const changes: readonly Change[] = [
  change(/^sender ([A-Z]{2}(?:-[A-Z]{2})?)$/, ({ sender }, country = '') => ({
    sender: { ...sender, country },
  })),
  change(/^zone (\S+)$/, ({ sender }, timeZone = '') => ({ sender: { ...sender, timeZone } })),
  change(/^(restrictive|lawful)$/, (_, strictness) => ({ strictness: strictness as Strictness })),
  change(/^(\S+) (restrictive|lawful|off)$/, ({ jurisdictions }, code = '', strictness) => ({
    jurisdictions: {
      ...jurisdictions,
      [code]: { ...jurisdictions[code], strictness: strictness as Strictness, justification },
    },
  })),
  consent(/^double opt-in$/, () => ({ doubleOptIn: true })),
  consent(/^notice required$/, () => ({ noticeRequired: true })),
  consent(/^expires after (\d+) months$/, (months) => ({ expiresAfterMonths: Number(months) })),
  consent(/^never expires$/, () => ({ expiresAfterMonths: null })),
  change(/^no soft opt-in$/, () => ({ softOptIn: false })),
  change(/^other products$/, ({ purposes }) => ({
    purposes: purposes.map((one) => ({ ...one, ownSimilarProducts: false })),
  })),
  change(/^holiday (\S+) (\S+)$/, (_, country = '', day = '') => ({
    holidays: { [country]: [day] },
  })),
  change(
    /^declares (\S+) as (\S+?)(?: below (\S+))?$/,
    ({ purposes }, id = '', basis, parent = '') => ({
      purposes: [
        ...purposes,
        { id, basis: basis as Purpose['basis'], ...(parent !== '' && { parent }) },
      ],
    }),
  ),
  [
    new RegExp(`^as (${roles.join('|')})$`),
    ({ policy }, [role]) => ({ policy, role: role as Role }),
  ],
];

/** Reads `eu-first; sender DE; as dpo`: a preset, and what this row changes of it. */
export function readPolicy(text: string, complain: Complain): Asker {
  const [name, ...parts] = text.split(/; */);
  const preset = presets.find(({ id }) => id === name);
  if (!preset)
    return complain(
      `"${name}" is no preset; write one of ${presets.map(({ id }) => id).join(', ')} first.`,
    );
  let asker: Asker = { policy: preset.policy, role: 'rep' };
  for (const part of parts) {
    const match = changes.flatMap(([pattern, apply]) => {
      const found = pattern.exec(part);
      return found ? [{ apply, groups: found.slice(1) }] : [];
    })[0];
    if (!match) return complain(`"${part}" is no change of a policy; see docs/truth-table.md.`);
    asker = match.apply(asker, match.groups);
  }
  const checked = checkPolicy(asker.policy);
  return checked.ok ? { ...asker, policy: checked.policy } : complain(checked.problems[0]!.message);
}
