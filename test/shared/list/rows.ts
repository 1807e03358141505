import { expect } from 'vitest';
import type { Cells } from '../../../shared/list/cells.ts';
import { readFlag } from '../../../shared/list/fields.ts';
import type { RowEvent, RowResult } from '../../../shared/list/row.ts';
import { readRow } from '../../../shared/list/row.ts';
import type { RowSettings } from '../../../shared/list/settings.ts';

export const createdAt = Date.parse('2026-11-01T12:00:00Z');
export const clocks = { createdAt, now: createdAt + 60_000 };
export const mail = 'jane@example.com';
export const jane = { type: 'email', value: mail } as const;

export type Given = Readonly<Record<string, string>>;

/** A row of cells by field, and yes-or-no cells by their flag, under the settings that a test is about. */
export function read(given: Given, settings: Partial<RowSettings> = {}): RowResult {
  const plain: Record<string, string> = {};
  const flags: Cells['flags'][number][] = [];
  for (const [field, text] of Object.entries(given)) {
    const flag = readFlag(field);
    if (flag) flags.push({ ...flag, text, name: `column ${field}` });
    else plain[field] = text;
  }
  const cells: Cells = { plain, flags, nameOf: (field) => `column ${field}` };
  const all = {
    timeZone: 'UTC',
    defaults: {},
    hasFlags: flags.length > 0,
    hasDetails: true,
    ...settings,
  };
  return readRow(cells, all, clocks);
}

export const codes = (given: Given, settings?: Partial<RowSettings>) =>
  read(given, settings).lines.map(({ column, code }) => `${column ?? 'row'}: ${code}`);
export const one = (given: Given, settings?: Partial<RowSettings>): RowEvent => {
  const { events } = read(given, settings);
  expect(events).toHaveLength(1);
  return events[0]!;
};
export const no: Given = { email: mail, type: 'objected' };
export const yes: Given = { email: mail, type: 'given', occurredAt: '2026-05-03T09:00:00Z' };
