import type { Problem } from '../result.ts';
import type { CheckedPolicy } from '../policy/check-policy.ts';
import { checkPolicy } from '../policy/check-policy.ts';
import { presets } from '../policy/presets/index.ts';
import { isCountry } from '../country.ts';
import type { DecideLine } from './decide-line.ts';

type Plain = Record<string, unknown>;

/** The policy that a line means, checked like any other. Problems' paths begin with `policy` or `sender`. */
export function linePolicy({
  policy,
  sender,
}: Pick<DecideLine, 'policy' | 'sender'>): CheckedPolicy {
  const named = typeof policy === 'string' ? policy : policy['preset'];
  if (named === undefined) return within(checkPolicy(withSender(policy as Plain, sender)));
  const preset = presets.find(({ id }) => id === named);
  if (!preset) return { ok: false, problems: [unknownPreset(named, typeof policy === 'string')] };
  const { preset: _, ...changes } = typeof policy === 'string' ? {} : (policy as Plain);
  return within(checkPolicy(withSender(merge(preset.policy, changes) as Plain, sender)));
}

function withSender(policy: Plain, sender: DecideLine['sender']): Plain {
  return sender ? { ...policy, sender: merge(policy['sender'], sender) } : policy;
}

/** Objects are merged key by key, so that a change need not repeat its neighbours; all else is replaced. */
function merge(base: unknown, changes: unknown): unknown {
  if (changes === undefined) return base;
  if (!isPlain(base) || !isPlain(changes)) return changes;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(changes)])];
  // By entries, since assigning a key named __proto__ would change the prototype.
  return Object.fromEntries(
    keys.map((key) => [
      key,
      Object.hasOwn(changes, key) ? merge(own(base, key), changes[key]) : base[key],
    ]),
  );
}

function own(object: Plain, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function within(checked: CheckedPolicy): CheckedPolicy {
  const country = checked.ok ? checked.policy.sender.country : undefined;
  if (country !== undefined && !isCountry(country))
    return { ok: false, problems: [unknownCountry(country)] };
  if (checked.ok) return checked;
  const problems = checked.problems.map((problem) => ({
    ...problem,
    path: problem.path === undefined ? 'policy' : `policy.${problem.path}`,
  }));
  return { ok: false, problems };
}

function unknownCountry(country: string): Problem {
  return {
    code: 'line.country-unknown',
    path: 'policy.sender.country',
    message: `"${country}" is no ISO 3166 country; expected one such as DE, GB (not UK) or US-CA.`,
  };
}

function unknownPreset(named: unknown, alone: boolean): Problem {
  return {
    code: 'line.preset-unknown',
    path: alone ? 'policy' : 'policy.preset',
    message: `${JSON.stringify(named).slice(0, 40)} is no preset; expected one of ${presets.map(({ id }) => id).join(', ')}, or a whole policy.`,
  };
}
