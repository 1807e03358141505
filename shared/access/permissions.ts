import type { Role } from '../policy/policy.ts';
import table from './permissions.json' with { type: 'json' };

/** What can be done in an organisation; permissions.json says what each is and which roles may. */
export type Action = keyof typeof table;

/** A role's rights are one row each; an API key's scopes are actions too. */
export const permissions: Readonly<Record<Action, { does: string; roles: readonly Role[] }>> =
  table as Readonly<Record<Action, { does: string; roles: readonly Role[] }>>;

export const actions = Object.keys(table) as Action[];

export function may(role: Role, action: Action): boolean {
  return permissions[action].roles.includes(role);
}
