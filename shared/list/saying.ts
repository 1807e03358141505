import type { Cells } from './cells.ts';
import type { Flag } from './fields.ts';
import { forbids, isListed, listedTypes } from './fields.ts';
import type { Lines } from './lines.ts';
import type { RowSettings } from './settings.ts';
import { readAnswer, readType } from './words.ts';

/** One thing that a row says. Without a channel it is the row's, or that of the address. */
export type Saying = Pick<Flag, 'type'> & Partial<Flag>;

/** What a row says: by its type, or by each of its columns that say yes to something. */
export function sayings(cells: Cells, settings: RowSettings, lines: Lines): Saying[] {
  if (settings.hasFlags || cells.flags.length > 0)
    return cells.flags.flatMap((flag) => ofFlag(flag, lines));
  const { type } = cells.plain;
  if (type !== undefined) return ofType(type, settings, lines);
  if (settings.defaults.type) return [{ type: settings.defaults.type }];
  lines.tell('type', 'no-type', `Say what happened: one of ${listedTypes.join(', ')}.`);
  return [];
}

function ofType(text: string, { types }: RowSettings, lines: Lines): Saying[] {
  const own = types && Object.hasOwn(types, text) ? types[text] : undefined;
  const type = own ?? readType(text);
  if (type === 'skip') return [];
  if (type !== undefined && isListed(type)) return [{ type }];
  lines.tell(
    'type',
    'type-unknown',
    `This word is not known. Say in types what it means, or write one of ${listedTypes.join(', ')}, skip.`,
  );
  return [];
}

/** In a column of no's, whatever is not plainly a no is taken for one: a date or a reason says that there was an opt-out. */
function ofFlag({ type, channel, text, name }: Cells['flags'][number], lines: Lines): Saying[] {
  const answer = readAnswer(text) ?? (forbids(type) || undefined);
  if (answer === undefined)
    lines.tellOf(name, 'answer-unknown', 'Write yes or no here, or TRUE or FALSE, or 1 or 0.');
  return answer ? [{ type, channel }] : [];
}
