import type { Problem } from '../result.ts';
import type { Cells } from './cells.ts';
import { cellReader, isObject, objectReader } from './cells.ts';
import type { Dialect, RecordProblem } from './csv.ts';
import { CsvReader } from './csv.ts';
import { detectDialect } from './dialect.ts';
import type { Layout } from './layout.ts';
import { layOut } from './layout.ts';
import type { RowLine } from './lines.ts';
import { LineReader } from './ndjson.ts';
import type { ListSettings } from './settings.ts';

/** How far a list has been read: kept between its pieces, as JSON. */
export type ListState = {
  /** Rows so far, as a spreadsheet counts them: the header is the first. */
  readonly row: number;
  readonly skipping: boolean;
  /** What its columns are; null before the header, and always of NDJSON. */
  readonly form: { readonly dialect: Dialect; readonly layout: Layout } | null;
};

export const unread: ListState = { row: 0, skipping: false, form: null };

/** A row, with its cells or with what is wrong with it. One that is empty has neither. */
export type ListRow = {
  readonly row: number;
  readonly cells?: Cells;
  readonly line?: RowLine;
};

/** A piece of a list that is being read. What follows `position` goes before the next piece. */
export type OpenList = {
  /** `undefined` when the piece holds no further whole row. */
  readonly next: () => ListRow | undefined;
  readonly position: () => number;
  readonly state: () => ListState;
};

export type Opened =
  | { readonly ok: true; readonly list: OpenList }
  | { readonly ok: false; readonly problem: Problem };

/** Begins to read a piece of a list from where `state` says the last one ended. `from`: behind a byte-order mark. */
export function openList(
  text: string,
  settings: ListSettings,
  state: ListState,
  piece: { readonly isLast: boolean; readonly from?: number },
): Opened {
  if (settings.format === 'ndjson')
    return { ok: true, list: openLines(text, settings, state, piece) };
  if (state.form) return { ok: true, list: openRecords(text, state.form, state, piece) };
  return openHeader(text, settings, state, piece);
}

type Piece = { readonly isLast: boolean; readonly from?: number };

function openHeader(text: string, settings: ListSettings, state: ListState, piece: Piece): Opened {
  const { from = 0, isLast } = piece;
  const dialect = detectDialect(text.slice(from), isLast, settings.delimiter);
  if (!dialect) return { ok: true, list: nothing(from, state) };
  const start = from + dialect.start;
  const reader = new CsvReader(text, dialect, { isLast, from: start });
  let row = state.row + (dialect.start > 0 ? 1 : 0);
  for (;;) {
    const before = reader.position;
    const record = reader.next();
    if (!record) return isLast ? failed('empty') : { ok: true, list: nothing(from, state) };
    if (!record.fields) return failed('header-broken');
    if (isEmpty(record.fields)) {
      row++;
      continue;
    }
    const laid = layOut(record.fields, settings);
    if (!laid.ok) return laid;
    const form = { dialect, layout: laid.layout };
    const behind = settings.header ? { row: row + 1, from: record.end } : { row, from: before };
    const begun = { row: behind.row, skipping: false, form };
    return { ok: true, list: openRecords(text, form, begun, { isLast, from: behind.from }) };
  }
}

const failures = {
  empty: 'The list is empty: there is no line in it.',
  'header-broken':
    'The first line cannot be read: a quotation mark is not closed, or the line is over a million characters long.',
};

function failed(code: keyof typeof failures): Opened {
  return { ok: false, problem: { code: `list.${code}`, message: failures[code] } };
}

function nothing(position: number, state: ListState): OpenList {
  return { next: () => undefined, position: () => position, state: () => state };
}

function openRecords(
  text: string,
  form: NonNullable<ListState['form']>,
  state: ListState,
  piece: Piece,
): OpenList {
  const { width, columns } = form.layout;
  const reader = new CsvReader(text, form.dialect, { ...piece, skipping: state.skipping });
  const read = cellReader(columns);
  return following(reader, state, (row, record) => {
    if (!record.fields) return { row, line: broken(record.problem) };
    const { fields } = record;
    if (isEmpty(fields)) return { row };
    const isRagged = fields.length !== width && !fits(fields, width);
    return isRagged ? { row, line: ragged(fields.length, width) } : { row, cells: read(fields) };
  });
}

function openLines(
  text: string,
  { columns }: ListSettings,
  state: ListState,
  piece: Piece,
): OpenList {
  const reader = new LineReader(text, { ...piece, skipping: state.skipping });
  const read = objectReader(columns);
  return following(reader, state, (row, record) => {
    if (record.text === undefined) return { row, line: broken(record.problem) };
    if (record.text.trim() === '') return { row };
    const value = parse(record.text);
    return isObject(value) ? { row, cells: read(value) } : { row, line: noObject };
  });
}

/** Numbers the rows, and says how far they have been read. */
function following<Found>(
  reader: { next: () => Found | undefined; readonly position: number; readonly skipping: boolean },
  begun: ListState,
  toRow: (row: number, found: Found) => ListRow,
): OpenList {
  let { row } = begun;
  return {
    next: () => {
      const found = reader.next();
      return found === undefined ? undefined : toRow(++row, found);
    },
    position: () => reader.position,
    state: () => ({ row, skipping: reader.skipping, form: begun.form }),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Some programs end every row with the delimiter. */
function fits(fields: readonly string[], width: number): boolean {
  return fields.length > width && fields.slice(width).every((cell) => cell === '');
}

function isEmpty(fields: readonly string[]): boolean {
  return fields.every((cell) => cell.trim() === '');
}

const problems: Record<RecordProblem, string> = {
  quotes:
    'A quotation mark is not closed, or text follows a closing one. Inside a field write it twice: "say ""no""".',
  'too-long': 'The row is over a million characters long.',
};

function broken(problem: RecordProblem): RowLine {
  return { column: null, code: `list.${problem}`, message: problems[problem] };
}

function ragged(found: number, width: number): RowLine {
  return {
    column: null,
    code: 'list.ragged',
    message: `The row has ${found} fields and needs ${width}. A field that holds the delimiter stands in quotation marks.`,
  };
}

const noObject: RowLine = {
  column: null,
  code: 'list.no-object',
  message: 'The line is not a JSON object: { "email": "...", "type": "..." }.',
};
