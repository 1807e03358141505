import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actions, may, permissions } from '../../../shared/access/permissions.ts';
import { permissionTable } from '../../../shared/access/table.ts';
import { roles } from '../../../shared/policy/policy.ts';

const cells = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('the table of rights', () => {
  it('has a row for each action, and a column for each role', () => {
    const [head, , ...rows] = permissionTable().split('\n').map(cells);
    expect(head).toHaveLength(2 + roles.length);
    expect(rows.map(([right]) => right)).toEqual(actions.map((action) => `\`${action}\``));
    for (const [index, action] of actions.entries()) {
      const [, does, ...marks] = rows[index]!;
      expect(does).toBe(permissions[action].does);
      expect(marks).toEqual(roles.map((role) => (may(role, action) ? 'yes' : '')));
    }
  });

  it('stands in docs/access.md as it is; if not, put there what permissionTable() gives', () => {
    expect(readFileSync('docs/access.md', 'utf8')).toContain(permissionTable());
  });
});
