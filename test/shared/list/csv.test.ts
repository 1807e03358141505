import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delimiter, Dialect } from '../../../shared/list/csv.ts';
import { CsvReader, delimiters, longestRecord } from '../../../shared/list/csv.ts';

const comma: Dialect = { delimiter: ',', newline: '\n' };

type Told = readonly string[] | string;

/** Reads pieces one after another, as they come in a stream; a problem stands as its name. */
function read(pieces: readonly string[], dialect = comma): Told[] {
  const told: Told[] = [];
  let rest = '';
  let skipping = false;
  for (const [index, piece] of pieces.entries()) {
    const text = rest + piece;
    const reader = new CsvReader(text, dialect, { isLast: index === pieces.length - 1, skipping });
    for (let record = reader.next(); record; record = reader.next()) {
      expect(record.end).toBe(reader.position);
      told.push(record.fields ?? record.problem!);
    }
    rest = text.slice(reader.position);
    skipping = reader.skipping;
  }
  expect(rest).toBe('');
  return told;
}

const whole = (text: string, dialect?: Dialect) => read([text], dialect);

describe('reading comma-separated text', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain rows',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line break at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF after a closing mark',
      '"a",b\r\n"1","2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a delimiter in quotation marks', '"a,b",c\n', [['a,b', 'c']]],
    [
      'a line break in quotation marks',
      '"a\r\nb",c\nd,e\n',
      [
        ['a\r\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['a doubled quotation mark', '"say ""no""",c\n', [['say "no"', 'c']]],
    ['nothing but a doubled one', '""""\n', [['"']]],
    ['empty fields', ',"",\n', [['', '', '']]],
    ['empty lines', '\na\n\n', [[''], ['a'], ['']]],
    ['a mark within a bare field', '5" pipe,x\n', [['5" pipe', 'x']]],
    [
      'a mark in a bare last field',
      '"a",5" pipe\r\nb,c\n',
      [
        ['a', '5" pipe'],
        ['b', 'c'],
      ],
    ],
    ['spaces behind a closing mark', '"a"  ,b\n', [['a', 'b']]],
    ['signs beyond ASCII', 'é,"ʤ🦊"\n', [['é', 'ʤ🦊']]],
    ['one column', 'a\n"b"\nc"d\n', [['a'], ['b'], ['c"d']]],
  ])('reads %s', (_, text, rows) => {
    expect(whole(text)).toEqual(rows);
  });

  it('reads nothing from nothing', () => {
    expect(whole('')).toEqual([]);
  });

  it('reads lines that end in CR alone, as old Macs wrote them', () => {
    expect(whole('a;b\r"1\r2";3\r', { delimiter: ';', newline: '\r' })).toEqual([
      ['a', 'b'],
      ['1\r2', '3'],
    ]);
  });

  it.each([
    ['text behind a closing mark', '"a"b,c\nd,e\n', ['quotes', ['d', 'e']]],
    ['a mark that is never closed', 'a,"b\nc,d\ne,f\n', ['quotes', ['c', 'd'], ['e', 'f']]],
    ['one that meets the next row’s', '"a,b\n"c",d\n', ['quotes', ['c', 'd']]],
    ['one in the last line', 'a,b\n"c', [['a', 'b'], 'quotes']],
  ])('loses no more than one line to %s', (_, text, told) => {
    expect(whole(text)).toEqual(told);
  });

  it('gives up a line that is too long, and goes on with the next', () => {
    const long = 'x'.repeat(longestRecord + 1);
    expect(whole(`a\n${long}\nb\n`)).toEqual([['a'], 'too-long', ['b']]);
    expect(whole(`a\n${long}`)).toEqual([['a'], 'too-long']);
    expect(whole(`"${long}",c\nb\n`)).toEqual(['too-long', ['b']]);
  });

  it('takes one of just the longest length', () => {
    const long = 'x'.repeat(longestRecord);
    expect(whole(`${long}\nb\n`)).toEqual([[long], ['b']]);
  });

  it('does not let a mark that is never closed hold more than the longest record', () => {
    const line = `row,${'x'.repeat(995)}\n`;
    const told = whole(`"open,b\n${line.repeat(longestRecord / 1000)}c,"d\n"\n`);
    expect(told).toHaveLength(longestRecord / 1000 + 2);
    expect([told[0], told.at(-1)]).toEqual(['quotes', ['c', 'd\n']]);
  });

  it('passes over the rest of a line that is too long, however it is cut', () => {
    const piece = 'x'.repeat(400_000);
    expect(read(['a\n', piece, piece, piece, piece, 'x\n', 'b\n', ''])).toEqual([
      ['a'],
      'too-long',
      ['b'],
    ]);
  });
});

describe('what holds of every text', () => {
  const delimiter = fc.constantFrom<Delimiter>(...delimiters);
  const newline = fc.constantFrom('\n', '\r\n', '\r');
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '\t', '"', ' ', '\n', '\r') });
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });

  it('gives back what was written with every field in quotation marks', () => {
    fc.assert(
      fc.property(rows, delimiter, newline, (written, sign, end) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = written.map((row) => row.map(quote).join(sign) + end).join('');
        const dialect: Dialect = { delimiter: sign, newline: end === '\r' ? '\r' : '\n' };
        expect(whole(text, dialect)).toEqual(written);
      }),
    );
  });

  it('reads the same wherever the stream is cut, also what is badly written', () => {
    const anything = fc.string({
      unit: fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', ' ', '",', '\n"'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(60)), (text, cuts) => {
        const at = [0, ...cuts.filter((cut) => cut <= text.length).sort((a, b) => a - b)];
        const pieces = at.map((from, index) => text.slice(from, at[index + 1]));
        expect(read(pieces)).toEqual(whole(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('tells of every line that it does not give as a row', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n'), maxLength: 40 });
    fc.assert(
      fc.property(anything, (text) => {
        const reader = new CsvReader(text, comma, { isLast: true });
        let at = 0;
        for (let record = reader.next(); record; record = reader.next()) {
          expect(record.end).toBeGreaterThan(at);
          at = record.end;
        }
        expect(at).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
