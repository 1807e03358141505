/** What a benchmark found out. Each `test/bench/*.bench.ts` exports a `bench`. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What one must know to read it rightly. */
  readonly notes?: readonly string[];
};

export type Bench = {
  readonly name: string;
  /** It takes minutes: run only when asked for by its name. */
  readonly long?: true;
  readonly run: () => Table | Promise<Table>;
};

/** Columns aligned: words to the left, numbers to the right. */
export function formatTable({ columns, rows, notes = [] }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map(formatCell));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  const lines = cells.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0]!, rule, ...lines.slice(1)]
    .map((row) => row.join('  '))
    .concat(notes)
    .join('\n');
}

function formatCell(cell: string | number): string {
  return typeof cell === 'number' ? String(Number(cell.toPrecision(3))) : cell;
}
