import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audit } from '../../shared/fairness/audit.ts';
import { countGroups } from '../../shared/fairness/groups.ts';
import type { Group } from '../../shared/fairness/groups.ts';
import { koopman, rateOf } from '../../shared/fairness/proportions.ts';
import { CsvReader } from '../../shared/list/csv.ts';
import { detectDialect } from '../../shared/list/dialect.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** What Aequitas and AI Fairness 360 say of the lists that they show their own work on, to 1e-6. */
export const suite: Suite = { name: 'Selection rates (Aequitas, AIF360)', folder: 'fairness', run };

const tally = createTally();

function run(folder: string): Outcome {
  const compas = rowsOf(join(folder, 'aequitas_compas.csv'));
  const chosen = (row: Row) => Number(row['score']) === 1;
  const by = (column: string) =>
    countGroups(compas.map((row) => ({ values: [row[column]!], chosen: chosen(row) })));
  const sex = by('sex');
  agrees('COMPAS, women to men', ratio(sex, 'Female', 'Male'), 0.904348);
  const race = by('race');
  for (const [group, wanted] of [
    ['Caucasian', 0.591638],
    ['Hispanic', 0.507092],
    ['Asian', 0.425023],
    ['Other', 0.356253],
    ['Native American', 1.133395],
  ] as const)
    agrees(`COMPAS, ${group} to African-American`, ratio(race, group, 'African-American'), wanted);
  agrees(
    'COMPAS, African-American to Hispanic',
    ratio(race, 'African-American', 'Hispanic'),
    1.97203,
  );
  const age = by('age_cat');
  agrees('COMPAS, over 45 to 25 to 45', ratio(age, 'Greater than 45', '25 - 45'), 0.533914);
  agrees('COMPAS, under 25 to 25 to 45', ratio(age, 'Less than 25', '25 - 45'), 1.395369);
  const asian = koopman(named(race, 'Asian'), named(race, 'African-American'));
  agrees('COMPAS, Asian to African-American, from', asian.low, 0.225, 5e-4);
  agrees('COMPAS, Asian to African-American, to', asian.high, 0.716, 5e-4);

  const adult = rowsOf(join(folder, 'aif360_adult_train_encoded.csv'));
  const low = countGroups(
    adult.map((row) => ({ values: [row['sex']!], chosen: row['income'] === '0' })),
  );
  agrees('Adult, up to 50 K, women to men', ratio(low, '0', '1'), 1.282962603);
  agrees(
    'Adult, difference',
    rateOf(named(low, '0')) - rateOf(named(low, '1')),
    0.19643287553870947,
  );
  const high = low.map((group) => ({ ...group, chosen: group.size - group.chosen }));
  agrees('Adult, over 50 K, women to men', ratio(high, '0', '1'), 0.357640901);
  const verdicts = (groups: readonly Group[]) =>
    audit(groups)
      .groups.map(({ values, verdict }) => `${values[0]} ${verdict}`)
      .join(', ');
  return {
    ...tally.outcome(),
    notes: [
      `COMPAS by sex: ${verdicts(sex)}`,
      `COMPAS by race: ${verdicts(race)}`,
      `COMPAS by age: ${verdicts(age)}`,
      `Adult, over 50 K, by sex (0 women, 1 men): ${verdicts(high)}`,
    ],
  };
}

function agrees(what: string, found: number, wanted: number, within = 1e-6): void {
  tally.check(Math.abs(found - wanted) <= within, () => `${what}: ${found} instead of ${wanted}`);
}

function ratio(groups: readonly Group[], of: string, to: string): number {
  return rateOf(named(groups, of)) / rateOf(named(groups, to));
}

function named(groups: readonly Group[], name: string): Group {
  return groups.find(({ values }) => values[0] === name)!;
}

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): Row[] {
  const text = readFileSync(file, 'utf8');
  const reader = new CsvReader(text, detectDialect(text, true)!, { isLast: true });
  const header = reader.next()!.fields!;
  const rows: Row[] = [];
  for (let record = reader.next(); record; record = reader.next())
    rows.push(Object.fromEntries(record.fields!.map((cell, at) => [header[at]!, cell])));
  return rows;
}
