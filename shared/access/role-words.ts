import type { Role } from '../policy/policy.ts';

/** What the roles are called on screens. */
export const roleWords: Readonly<Record<Role, string>> = {
  admin: 'Administrator',
  dpo: 'Data protection officer',
  marketer: 'Marketer',
  rep: 'Sales',
  auditor: 'Auditor',
};
