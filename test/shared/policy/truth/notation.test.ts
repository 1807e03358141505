import { describe, expect, it } from 'vitest';
import type { Column, Row } from './csv.ts';
import { columns, readTable } from './csv.ts';
import { readRow } from './row.ts';

const good: Readonly<Record<Column, string>> = {
  id: 'X-1',
  country: 'CA in America/Toronto',
  class: 'employee',
  channel: 'email',
  purpose: 'direct-marketing',
  history: '-',
  message: '-',
  'asked on': '2026-05-05',
  policy: 'starter',
  verdict: 'block',
  'decided by': 'law',
  rule: 'opt-in',
  override: 'no',
  citation: 'CASL s. 6 [CA-CASL]',
  why: 'Because.',
  disputed: '',
};
const rowWith = (change: Partial<Record<Column, string>>): Row => ({
  ...good,
  ...change,
  where: 'x.csv:2',
});
const factsOf = (history: string) => readRow(rowWith({ history })).facts.marks;
const header = columns.join(',');

describe('the notation of a history', () => {
  it('reads what somebody wrote into what happened', () => {
    const text =
      'purchase 2024-05-05 (told, direct); withdrawn sms for newsletter 2025-01-01 08:30; consent 2025-02-01 by spoken until 2026-12-31 (notice)';
    expect(factsOf(text)).toMatchObject([
      {
        type: 'relationship-recorded',
        channel: 'all',
        purpose: 'all',
        since: Date.parse('2024-05-05T16:00Z'),
        ground: { kind: 'purchase', toldAtCollection: true, collectedDirectly: true },
      },
      {
        type: 'withdrawn',
        channel: 'sms',
        purpose: 'newsletter',
        since: Date.parse('2025-01-01T13:30Z'),
      },
      {
        type: 'given',
        channel: 'email',
        purpose: 'direct-marketing',
        method: 'spoken',
        noticed: true,
        until: Date.parse('2027-01-01T05:00Z'),
      },
    ]);
  });

  it('reads registers, exceptions and corrections', () => {
    const text =
      'listed phone on US National Do Not Call Registry 2026-01-01; exception to law + machine 2026-02-01';
    expect(factsOf(text)).toMatchObject([
      { channel: 'phone', registry: 'US National Do Not Call Registry' },
      { channel: 'email', excepts: ['law', 'machine'] },
    ]);
    expect(factsOf('consent 2026-01-01 by reply; corrected #1 2026-02-01')).toEqual([]);
  });
});

describe('a mistake in a row', () => {
  it.each<[Column, string, RegExp]>([
    ['history', 'purchse 2024-05-05', /the event "purchse" is not known; write one of/],
    ['history', 'purchase', /write an event and its date/],
    ['history', 'purchase 2026-02-30', /"2026-02-30" is no time; write 2026-05-05/],
    ['history', 'consent 2025-02-01', /say how they agreed/],
    ['history', 'consent 2025-02-01 by smoke', /must be one of web-form/i],
    ['history', 'purchase 2024-05-05 (tolt)', /the note "tolt" is not known here; write told/],
    ['history', 'withdrawn fax 2025-01-01', /"fax" is not understood; write a channel or all/],
    ['history', 'listed 2025-01-01', /name the register/],
    ['history', 'lifted 2025-01-01 by import', /Only the person can take back their no/],
    ['country', 'Canada', /"Canada" is no country; write DE/],
    ['country', 'DE by rumour', /write one of declared/],
    ['class', 'person', /"person" stands here; write one of individual/],
    ['channel', 'fax', /write one of email/],
    ['message', 'lacks unsubscribe', /write with, without, finding/],
    ['message', 'without stamp', /write one of sender-identity/],
    ['asked on', '5 May 2026', /is no time; write 2026-05-05/],
    ['asked on', '2026-05-05, seen 2026-05-06', /write 2026-05-05, known/],
    ['policy', 'mine', /is no preset; write one of starter/],
    ['policy', 'starter; gently', /"gently" is no change of a policy/],
    ['policy', 'starter; zone Europe/Nowhere', /is not a time zone/],
  ])('in %s (%s) is told with its place', (column, text, problem) => {
    const read = (): unknown => readRow(rowWith({ [column]: text }));
    expect(read).toThrow(problem);
    expect(read).toThrow(`x.csv:2, column "${column}": `);
  });

  it('is told when a line has a field too many or too few', () => {
    const text = `${header}\nX-1,CA,employee`;
    expect(() => readTable('x.csv', text)).toThrow(/^x\.csv:2, .*has 3 fields and needs 16/);
  });

  it('is told when the first line misses a column, and when quotes do not match', () => {
    expect(() => readTable('x.csv', 'id,where\n')).toThrow('x.csv:1, column "country": "where"');
    expect(() => readTable('x.csv', `${header}\n"X-1,CA`)).toThrow(/x\.csv:2, .*quotes/);
  });

  it('reads quoted fields, and leaves empty lines out', () => {
    const fields = columns.map((column) => `"${column}, said ""no"""`).join(',');
    const [row, ...others] = readTable('x.csv', `${header}\r\n\r\n${fields}\r\n`);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      where: 'x.csv:3',
      id: 'id, said "no"',
      disputed: 'disputed, said "no"',
    });
  });
});
