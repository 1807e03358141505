import type { ListRow } from '../../shared/list/list-reader.ts';
import { readRow } from '../../shared/list/row.ts';
import type { RowSettings } from '../../shared/list/settings.ts';
import type { ImportRecord } from '../store/imports-records.ts';
import type { LineOfRow, RowOfEvent } from '../store/imports-steps.ts';

/** So many digits put the ids of ten million rows in their order, which is how they are stored. */
const rowDigits = 7;

/** What some thousands of rows come to, before they are recorded. */
export class Batch {
  rows = 0;
  readonly events: RowOfEvent[] = [];
  readonly lines: LineOfRow[] = [];

  add({ row, cells, line }: ListRow, from: ImportRecord, settings: RowSettings, now: number): void {
    this.rows++;
    if (line) this.lines.push({ row, ...line });
    if (!cells) return;
    const { events, lines } = readRow(cells, settings, { createdAt: from.createdAt, now });
    for (const each of lines) this.lines.push({ row, ...each });
    for (const [index, event] of events.entries()) {
      const number = String(row).padStart(rowDigits, '0');
      // The row's own id: bytes that come again make the same events again, and never others.
      const id = `${from.id}.${number}${index === 0 ? '' : `.${index}`}`;
      this.events.push({ row, event: { ...event, id } });
    }
  }
}
