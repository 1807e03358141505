import { describe, expect, it } from 'vitest';
import { readImportOptions } from '../../scripts/lib/import-options.ts';

const env = { HEED_TOKEN: 'heed_key_1' };
const url = ['--url', 'https://heed.example.com/'];
const read = (...args: string[]) => readImportOptions([...args, ...url], env);

describe('the command line of an import', () => {
  it('needs a file, an address and a key', () => {
    expect(read('lists/old.csv')).toEqual({
      file: 'lists/old.csv',
      apiBase: 'https://heed.example.com/api/v1',
      token: 'heed_key_1',
      id: undefined,
      report: undefined,
      request: { name: 'old.csv', format: 'csv', dryRun: false, header: true, defaults: {} },
    });
  });

  it('says what the columns are, and what holds for every row', () => {
    const line =
      'list.csv --map E-mail=email --map a=b=occurredAt --type objected --set source=fair ' +
      '--word weg=withdrawn --dates dmy --time-zone Europe/Rome --phone-country IT --no-header --dry-run';
    const { request } = read(...line.split(' '));
    expect(request).toMatchObject({
      columns: { 'E-mail': 'email', 'a=b': 'occurredAt' },
      defaults: { type: 'objected', source: 'fair' },
      types: { weg: 'withdrawn' },
      dates: 'dmy',
      timeZone: 'Europe/Rome',
      phoneCountry: 'IT',
      header: false,
      dryRun: true,
    });
  });

  it.each([
    ['list.ndjson', 'ndjson'],
    ['list.jsonl', 'ndjson'],
    ['list.txt', 'csv'],
  ])('takes %s for %s', (file, format) => {
    expect(read(file).request.format).toBe(format);
  });

  it.each([
    'https://heed.example.com',
    'https://heed.example.com/api/v1',
    'https://heed.example.com/api/v1/',
  ])('finds the API at %s', (address) => {
    expect(readImportOptions(['a.csv', '--url', address], env).apiBase).toBe(
      'https://heed.example.com/api/v1',
    );
  });

  it.each<[string, string[], NodeJS.ProcessEnv]>([
    ['Name one file', [...url], env],
    ['Name one file', ['a.csv', 'b.csv', ...url], env],
    ['--url https://heed.example.com', ['a.csv'], env],
    ['HEED_TOKEN', ['a.csv', ...url], {}],
    ['write it as name=value', ['a.csv', '--map', 'email', ...url], env],
    ['--no-header', ['a.csv', '--odd', ...url], env],
  ])('says what is missing: %s', (message, args, given) => {
    expect(() => readImportOptions(args, given)).toThrow(message);
  });
});
