import { describe, expect, it } from 'vitest';
import { detectDialect } from '../../../shared/list/dialect.ts';

describe('what separates the fields of a list', () => {
  it.each([
    ['email,date\n', ','],
    ['email;date\n', ';'],
    ['email\tdate\n', '\t'],
    ['"Name, first";email\n', ';'],
    ['E-Mail;Grund, falls bekannt;Datum\n', ';'],
    ['"a;b;c;d",email\n', ','],
    ['email\n', ','],
    ['\n', ','],
  ])('finds it in %j', (text, delimiter) => {
    expect(detectDialect(text, false)).toEqual({ delimiter, newline: '\n', start: 0 });
  });

  it('looks at the first line alone', () => {
    expect(detectDialect('email\na;b;c;d\n', false)?.delimiter).toBe(',');
  });

  it('believes the line that Excel writes before the first', () => {
    expect(detectDialect('sep=;\r\na,b\r\n', false)).toEqual({
      delimiter: ';',
      newline: '\n',
      start: 7,
    });
  });

  it('believes whoever says which it is before all', () => {
    expect(detectDialect('a,b;c\n', false, ';')?.delimiter).toBe(';');
  });

  it('waits for a whole line', () => {
    expect(detectDialect('email,da', false)).toBeUndefined();
    expect(detectDialect('email;date', true)?.delimiter).toBe(';');
  });

  it('knows lines that end in CR alone from CRLF that is cut in the middle', () => {
    expect(detectDialect('a,b\r', false)).toBeUndefined();
    expect(detectDialect('a,b\rc,d\r', false)).toEqual({ delimiter: ',', newline: '\r', start: 0 });
    expect(detectDialect('a,b\r\nc', false)?.newline).toBe('\n');
  });
});
