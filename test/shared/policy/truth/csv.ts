/** A mistake in a table, said so that whoever wrote the table can mend it. */
export class TableError extends Error {
  constructor(where: string, column: string, problem: string) {
    super(`${where}, column "${column}": ${problem}`);
    this.name = 'TableError';
  }
}

export const columns = [
  'id',
  'country',
  'class',
  'channel',
  'purpose',
  'history',
  'message',
  'asked on',
  'policy',
  'verdict',
  'decided by',
  'rule',
  'override',
  'citation',
  'why',
  'disputed',
] as const;
export type Column = (typeof columns)[number];

export type Row = Readonly<Record<Column, string>> & {
  /** `ca.csv:12`: where a person finds the row. */
  readonly where: string;
};

/** Reads a table (RFC 4180) whose first line names the columns, all of them and in this order. */
export function readTable(file: string, text: string): Row[] {
  const [head, ...lines] = recordsOf(file, text);
  const first = `${file}:1`;
  columns.forEach((column, index) => {
    if (head?.fields[index] !== column)
      throw new TableError(
        first,
        column,
        `"${head?.fields[index] ?? ''}" stands here; the first line is ${columns.join(',')}.`,
      );
  });
  return lines.map(({ fields, line }) => {
    const where = `${file}:${line}`;
    if (fields.length !== columns.length)
      throw new TableError(
        where,
        columns[Math.min(fields.length, columns.length - 1)]!,
        `the line has ${fields.length} fields and needs ${columns.length}. A field with a comma in it stands in double quotes.`,
      );
    const named = Object.fromEntries(columns.map((column, index) => [column, fields[index]!]));
    return { ...(named as Record<Column, string>), where };
  });
}

type CsvRecord = { readonly fields: string[]; readonly line: number };

/** A field is bare or in double quotes, where a doubled one stands for itself; it keeps to its line. */
const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

function recordsOf(file: string, text: string): CsvRecord[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((content, index) =>
    content.trim() === '' ? [] : [{ fields: fieldsOf(file, content, index + 1), line: index + 1 }],
  );
}

function fieldsOf(file: string, content: string, line: number): string[] {
  const fields: string[] = [];
  field.lastIndex = 0;
  for (;;) {
    const found = field.exec(content);
    if (!found)
      throw new TableError(
        `${file}:${line}`,
        columns[fields.length] ?? 'disputed',
        'the quotes do not match. Write a field with quotes in it as "said ""no""".',
      );
    fields.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] === '') return fields;
  }
}
