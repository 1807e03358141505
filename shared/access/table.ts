import { roles } from '../policy/policy.ts';
import { actions, may, permissions } from './permissions.ts';
import { roleWords } from './role-words.ts';

/** Who may do what, as the Markdown table of docs/access.md. */
export function permissionTable(): string {
  const rows = actions.map((action) => [
    `\`${action}\``,
    permissions[action].does,
    ...roles.map((role) => (may(role, action) ? 'yes' : '')),
  ]);
  const table = [['right', 'what it is', ...roles.map((role) => roleWords[role])], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = table.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]!))));
  return [padded[0], line(widths.map((width) => '-'.repeat(width))), ...padded.slice(1)].join('\n');
}
