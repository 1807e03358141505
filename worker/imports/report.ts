import { csvLine } from '../../shared/list/csv-writing.ts';
import { utf8 } from '../bytes.ts';
import type { PlacedLine } from '../store/imports-records.ts';
import type { Store } from '../store/store.ts';

const columns = ['row', 'column', 'code', 'message', 'taken'] as const;
const pageLines = 2000;

/** The report of an import, a page of lines in memory at a time. */
export function streamReport(
  store: Pick<Store, 'imports'>,
  id: string,
  format: 'csv' | 'ndjson',
): ReadableStream<Uint8Array> {
  const write = format === 'csv' ? toCsv : toJson;
  let last: Pick<PlacedLine, 'row' | 'place'> = { row: 0, place: 0 };
  return new ReadableStream({
    start(controller) {
      if (format === 'csv') controller.enqueue(utf8(csvLine(columns)));
    },
    async pull(controller) {
      const lines = await store.imports.lines(id, { ...last, limit: pageLines });
      if (lines.length > 0) controller.enqueue(utf8(lines.map(write).join('')));
      last = lines.at(-1) ?? last;
      if (lines.length < pageLines) controller.close();
    },
  });
}

function toCsv(line: PlacedLine): string {
  return csvLine(columns.map((column) => line[column]));
}

function toJson({ row, column, code, message, taken }: PlacedLine): string {
  return `${JSON.stringify({ row, column, code, message, taken })}\n`;
}
