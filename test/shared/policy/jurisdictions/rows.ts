import type { Channel } from '../../../../shared/contact/channels.ts';
import type { Row, RowOf } from '../../../../shared/policy/jurisdiction.ts';
import { recipientClasses } from '../../../../shared/policy/jurisdiction.ts';
import { jurisdictionFor, jurisdictions } from '../../../../shared/policy/jurisdictions/index.ts';

export const allRows: readonly Row[] = jurisdictions.flatMap(({ rows }) => rows);

/** The row with this id, of this kind; an error names the id that has gone. */
export function row<Kind extends Row['kind']>(kind: Kind, id: string): RowOf<Kind> {
  const found = allRows.find((one) => one.id === id);
  if (found?.kind !== kind) throw new Error(`No ${kind} row is called ${id}.`);
  return found as RowOf<Kind>;
}

const letters = { 'opt-in': 'i', 'opt-out': 'o', 'opt-out-if-informed': 'f', exempt: 'x' } as const;

/**
 * What a jurisdiction's own rows ask for over a channel, one letter each for individual, sole trader,
 * employee and generic address: i opt-in, o opt-out, f opt-out if informed, x exempt; `-` for no row.
 */
export function needs(code: string, channel: Channel): string {
  const own = jurisdictionFor(code);
  if (own.code !== code) throw new Error(`${code} has no file of its own.`);
  return recipientClasses
    .map((one) => {
      const [first, second] = own.rows.filter(
        (each): each is RowOf<'permission'> =>
          each.kind === 'permission' &&
          each.inForceUntil === undefined &&
          each.channels.includes(channel) &&
          (each.classes === undefined || each.classes.includes(one)),
      );
      if (second) throw new Error(`${first!.id} and ${second.id} both speak of ${one}.`);
      return first ? letters[first.needs[one]!] : '-';
    })
    .join('');
}
