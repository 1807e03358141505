import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ListState } from '../../../shared/list/list-reader.ts';
import { openList, unread } from '../../../shared/list/list-reader.ts';
import { ListSettings } from '../../../shared/list/settings.ts';

type Given = Partial<v.InferInput<typeof ListSettings>>;
const settingsOf = (given: Given) =>
  v.parse(ListSettings, { format: 'csv', defaults: { type: 'objected' }, ...given });

/** Reads pieces as they come; each row as its number and its address, or the code of what is wrong. */
function read(pieces: readonly string[], given: Given = {}): (string | number)[][] {
  const told: (string | number)[][] = [];
  let rest = '';
  let state: ListState = unread;
  for (const [index, piece] of pieces.entries()) {
    const text = rest + piece;
    // A state goes through the database as JSON.
    const kept = JSON.parse(JSON.stringify(state)) as ListState;
    const opened = openList(text, settingsOf(given), kept, { isLast: index === pieces.length - 1 });
    if (!opened.ok) return [...told, [opened.problem.code]];
    const { list } = opened;
    for (let row = list.next(); row; row = list.next())
      told.push([row.row, row.line?.code ?? row.cells?.plain.email ?? 'empty']);
    rest = text.slice(list.position());
    state = list.state();
  }
  expect(rest).toBe('');
  return told;
}

describe('reading a list of rows', () => {
  it('numbers rows as a spreadsheet does, the header and empty ones among them', () => {
    expect(read(['name,email\nJ,a@x.de\n,\n\nK,b@x.de\n'])).toEqual([
      [2, 'a@x.de'],
      [3, 'empty'],
      [4, 'empty'],
      [5, 'b@x.de'],
    ]);
  });

  it('tells of rows with too few fields or too many, and takes those whose last are empty', () => {
    expect(read(['email,name\na@x.de\nb@x.de,B,x\nc@x.de,C,,\n'])).toEqual([
      [2, 'list.ragged'],
      [3, 'list.ragged'],
      [4, 'c@x.de'],
    ]);
  });

  it('tells of rows whose quotation marks do not match, and goes on', () => {
    expect(read(['email,name\na@x.de,"A\nb@x.de,B\n'])).toEqual([
      [2, 'list.quotes'],
      [3, 'b@x.de'],
    ]);
  });

  it('reads on from a state, wherever the list was cut', () => {
    const text = 'sep=;\r\n\r\nname;email\r\n"J; ""Jay""";a@x.de\r\nK;b@x.de\r\n';
    const whole = read([text]);
    expect(whole).toEqual([
      [4, 'a@x.de'],
      [5, 'b@x.de'],
    ]);
    for (let cut = 1; cut < text.length; cut++)
      expect(read([text.slice(0, cut), text.slice(cut)]), `cut at ${cut}`).toEqual(whole);
  });

  it('begins with the first line where there is no header', () => {
    const given = { header: false, columns: { 1: 'email' } };
    expect(read(['a@x.de\nb@x.de'], given)).toEqual([
      [1, 'a@x.de'],
      [2, 'b@x.de'],
    ]);
  });

  it('leaves out what a spreadsheet’s apostrophe and the guard against formulas put before a cell', () => {
    expect(read(["email\n'+a@x.de\n"])).toEqual([[2, '+a@x.de']]);
  });

  it.each([
    ['', 'list.empty'],
    ['\n\n', 'list.empty'],
    ['"email\na@x.de\n', 'list.header-broken'],
    ['name\nJane\n', 'list.no-identifier'],
    ['a@x.de\nb@x.de\n', 'list.no-header'],
  ])('says why it cannot be read at all: %j', (text, code) => {
    expect(read([text])).toEqual([[code]]);
  });

  it('waits for a header that is not there yet', () => {
    const opened = openList('email,na', settingsOf({}), unread, { isLast: false });
    expect(opened.ok && [opened.list.next(), opened.list.position(), opened.list.state()]).toEqual([
      undefined,
      0,
      unread,
    ]);
  });

  it('begins behind a byte-order mark', () => {
    const text = '\uFEFFemail\na@x.de\n';
    const opened = openList(text, settingsOf({}), unread, { isLast: true, from: 1 });
    expect(opened.ok && opened.list.next()?.cells?.plain).toEqual({ email: 'a@x.de' });
  });
});

describe('reading lines of JSON', () => {
  const ndjson = { format: 'ndjson' } as const;

  it('numbers them, and tells of those that are no objects', () => {
    const text = '{"email":"a@x.de"}\n\nnull\n[1]\n{"email":"b@x.de"\n{"email":"c@x.de"}';
    expect(read([text], ndjson)).toEqual([
      [1, 'a@x.de'],
      [2, 'empty'],
      [3, 'list.no-object'],
      [4, 'list.no-object'],
      [5, 'list.no-object'],
      [6, 'c@x.de'],
    ]);
  });

  it('reads on from a state, wherever the lines were cut', () => {
    const text = '{"email":"a@x.de"}\r\n{"email":"b@x.de"}\r\n';
    for (let cut = 0; cut <= text.length; cut++)
      expect(read([text.slice(0, cut), text.slice(cut)], ndjson)).toHaveLength(2);
  });

  it('gives up a line that is too long', () => {
    const long = `{"note":"${'x'.repeat(600_000)}`;
    expect(read([long, long, '"}\n{"email":"a@x.de"}'], ndjson)).toEqual([
      [1, 'list.too-long'],
      [2, 'a@x.de'],
    ]);
  });

  it('finds keys by their names, and by dots where they are nested', () => {
    const cells = (line: unknown, given: Given = {}) => {
      const settings = settingsOf({ ...ndjson, ...given });
      const opened = openList(JSON.stringify(line), settings, unread, { isLast: true });
      const row = opened.ok ? opened.list.next() : undefined;
      return { ...row!.cells!.plain, flags: row!.cells!.flags.length };
    };
    expect(
      cells({
        identifier: { type: 'email', value: 'a@x.de' },
        type: 'given',
        ground: { kind: 'purchase', toldAtCollection: true },
        traits: { country: 'DE' },
        until: null,
        excepts: ['law'],
        constructor: 'x',
      }),
    ).toEqual({
      identifier: 'a@x.de',
      identifierType: 'email',
      type: 'given',
      ground: 'purchase',
      toldAtCollection: 'true',
      country: 'DE',
      flags: 0,
    });
    expect(cells({ 'E-Mail': 'a@x.de', created: 1777800000, unsubscribed: true })).toEqual({
      email: 'a@x.de',
      occurredAt: '1777800000',
      flags: 1,
    });
    const columns = { 'who.mail': 'email' };
    expect(cells({ who: { mail: ' a@x.de ' }, email: 'b@x.de' }, { columns })).toEqual({
      email: 'a@x.de',
      flags: 0,
    });
  });

  it('calls a column as the line does, in what it tells of it', () => {
    const settings = settingsOf(ndjson);
    const opened = openList('{"E-Mail":"x"}', settings, unread, { isLast: true });
    const cells = opened.ok ? opened.list.next()?.cells : undefined;
    expect(cells?.nameOf('email')).toBe('E-Mail');
    expect(cells?.nameOf('type')).toBe('type');
  });
});
