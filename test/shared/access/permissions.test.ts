import { describe, expect, it } from 'vitest';
import { actions, may, permissions } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';

describe('who may do what', () => {
  it.each(actions)('%s is said in words, and names only roles that there are', (action) => {
    expect(permissions[action].does).toMatch(/^[A-Z].+[^.]$/);
    expect(roles).toEqual(expect.arrayContaining([...permissions[action].roles]));
    expect(new Set(permissions[action].roles).size).toBe(permissions[action].roles.length);
  });

  it('lets an administrator do everything, so that nobody is locked out', () => {
    expect(actions.filter((action) => !may('admin', action))).toEqual([]);
  });

  it('lets an auditor change nothing', () => {
    const allowed = actions.filter((action) => may('auditor', action));
    expect(allowed.filter((action) => /record|link|erase|run|publish|manage/.test(action))).toEqual(
      ['check.run'],
    );
  });

  it('lets a sales representative look one person up, and not take the list away', () => {
    expect(may('rep', 'contacts.find')).toBe(true);
    for (const action of ['contacts.list', 'exports.run', 'imports.run'] as const)
      expect(may('rep', action)).toBe(false);
  });
});
