import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../shared/list/csv.ts';
import { csvLine, guardFormula, unguard } from '../../../shared/list/csv-writing.ts';

describe('writing comma-separated text', () => {
  it('puts a field in quotation marks where it must', () => {
    expect(csvLine(['a', 'b,c', 'say "no"', 'two\nlines', ' x', ''])).toBe(
      'a,"b,c","say ""no""","two\nlines"," x",\r\n',
    );
  });

  it('writes nothing for what is missing, and other values by their names', () => {
    expect(csvLine([null, undefined, 0, -5, true, false])).toBe(',,0,-5,true,false\r\n');
  });

  it.each([
    '=1+1',
    '=HYPERLINK("https://example.com")',
    '+44 20 7946 0000',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '|cmd',
    '＝1+1',
    "'=1",
    "''@x",
  ])('keeps a spreadsheet from running %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
    expect(unguard(guardFormula(text))).toBe(text);
  });

  it.each(['jane@example.com', "O'Neill", "'tis", "'", '', 'a=b', '1-2', 'é'])(
    'leaves %j as it is',
    (text) => {
      expect(guardFormula(text)).toBe(text);
      expect(unguard(text)).toBe(text);
    },
  );

  it('is read back as it was, whatever it says', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', "'", '=', '+', '"', ',', '\n', '\r', '\t', ' '),
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (row) => {
        const reader = new CsvReader(
          csvLine(row),
          { delimiter: ',', newline: '\n' },
          { isLast: true },
        );
        expect(reader.next()?.fields?.map(unguard)).toEqual(row);
        expect(reader.next()).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('never writes a field that begins as a formula does', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});
