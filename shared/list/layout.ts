import type { Problem } from '../result.ts';
import type { Field } from './fields.ts';
import type { Defaults, ListSettings } from './settings.ts';
import { mappingProblem } from './settings.ts';
import { suggestColumns } from './suggest.ts';

/** A column that is read: where it stands, and what it is called in reports. */
export type Column = { readonly index: number; readonly name: string; readonly field: Field };

/** What a list's columns are, once its header is known. Holds no name of a column that is not read. */
export type Layout = {
  /** How many fields a row has. */
  readonly width: number;
  readonly columns: readonly Column[];
  readonly defaults: Defaults;
};

type Settings = Pick<ListSettings, 'header' | 'columns' | 'defaults'>;
type Laid =
  | { readonly ok: true; readonly layout: Layout }
  | { readonly ok: false; readonly problem: Problem };

/** Finds the mapped columns in the first record of a list. Its cells may be somebody's: no message repeats them. */
export function layOut(first: readonly string[], settings: Settings): Laid {
  const header = settings.header
    ? first.map((name) => name.trim())
    : first.map((_, index) => String(index + 1));
  const suggested = settings.columns ? undefined : suggestColumns(header);
  const mapping = settings.columns ?? suggested!.columns;
  const defaults = { ...suggested?.defaults, ...settings.defaults };
  const columns: Column[] = [];
  for (const [name, field] of Object.entries(mapping)) {
    const found = find(header, name);
    if (found.length !== 1) return { ok: false, problem: notOne(header, name, found.length) };
    columns.push({ index: found[0]!, name, field });
  }
  const problem = mappingProblem(
    columns.map(({ field }) => field),
    defaults,
  );
  if (!problem) return { ok: true, layout: { width: header.length, columns, defaults } };
  const isRow = settings.header && first.some((cell) => /\S@\S/.test(cell));
  return { ok: false, problem: isRow ? noHeader : problem };
}

function find(header: readonly string[], name: string): number[] {
  const places = (equal: (each: string) => boolean) =>
    header.flatMap((each, index) => (equal(each) ? [index] : []));
  const exact = places((each) => each === name.trim());
  const wanted = name.trim().toLowerCase();
  return exact.length > 0 ? exact : places((each) => each.toLowerCase() === wanted);
}

function notOne(header: readonly string[], name: string, found: number): Problem {
  if (found > 1)
    return {
      code: 'list.column-twice',
      path: `columns.${name}`,
      message: `${found} columns have this name. Rename one, or set header to false, leave the first line out and map columns by number.`,
    };
  return {
    code: 'list.no-such-column',
    path: `columns.${name}`,
    message: `The first line has ${header.length} columns, and none of this name.`,
  };
}

const noHeader: Problem = {
  code: 'list.no-header',
  message:
    'The first line holds an address, so it does not name the columns. Set header to false and map columns by number: { "1": "email" }.',
};
