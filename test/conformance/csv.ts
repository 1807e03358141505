import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvReader } from '../../shared/list/csv.ts';
import { csvLine } from '../../shared/list/csv-writing.ts';
import { detectDialect } from '../../shared/list/dialect.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** csv-spectrum: what CSV parsers are known to stumble over, each file with what it says. */
export const suite: Suite = { name: 'CSV (csv-spectrum)', folder: 'csv-spectrum', run };

function run(folder: string): Outcome {
  const tally = createTally();
  for (const file of readdirSync(join(folder, 'csvs'))) {
    const text = readFileSync(join(folder, 'csvs', file), 'utf8');
    const expected = readFileSync(join(folder, 'json', file.replace('.csv', '.json')), 'utf8');
    const records = recordsOf(text);
    // Line breaks inside a field are kept as they stand; the set's answers were written with \n.
    const [header, ...rows] = records.map((each) =>
      each.map((cell) => cell.replaceAll('\r\n', '\n')),
    );
    const read = rows.map((row) => Object.fromEntries(row.map((cell, at) => [header![at], cell])));
    const wanted = JSON.stringify(JSON.parse(expected)).replaceAll(
      String.raw`\r\n`,
      String.raw`\n`,
    );
    tally.check(JSON.stringify(read) === wanted, () => `${file}: got ${JSON.stringify(read)}`);
    const again = recordsOf(records.map(csvLine).join(''));
    tally.check(
      JSON.stringify(again) === JSON.stringify(records),
      () => `${file}: written and read`,
    );
  }
  return tally.outcome();
}

function recordsOf(text: string): (readonly string[])[] {
  const reader = new CsvReader(text, detectDialect(text, true)!, { isLast: true });
  const records: (readonly string[])[] = [];
  for (let record = reader.next(); record; record = reader.next())
    records.push(record.fields ?? [record.problem]);
  return records;
}
