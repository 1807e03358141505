import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/policy/decision.ts';
import type { Row as LawRow } from '../../../shared/policy/jurisdiction.ts';
import { jurisdictions } from '../../../shared/policy/jurisdictions/index.ts';
import { rules } from '../../../shared/policy/rules/index.ts';
import type { Row } from './truth/csv.ts';
import { readTable } from './truth/csv.ts';
import { decideRow } from './truth/row.ts';

const folder = new URL('./truth/', import.meta.url);
const tables = readdirSync(folder).filter((name) => name.endsWith('.csv'));
const all = tables.flatMap((name) => readTable(name, readFileSync(new URL(name, folder), 'utf8')));
const isPending = ({ where }: Row): boolean => where.startsWith('pending.csv');
const rows = all.filter((row) => !isPending(row));

/** What a row expects, and what Heed says, in the same words. */
type Answer = Record<'verdict' | 'decided by' | 'rule' | 'override', string>;

function answerOf(decision: Decision): Answer {
  // A reason that an exception on record answers is shown, but no longer in the way.
  const speaking = decision.reasons.filter(({ verdict }) => verdict !== 'allow');
  const blocking = speaking.filter(({ verdict }) => verdict === 'block');
  return {
    verdict: decision.verdict,
    'decided by': listOf(speaking.map(({ decidedBy }) => decidedBy)),
    rule: listOf(speaking.map(({ rule }) => rule)),
    override:
      blocking.length === 0 ? '-' : blocking.every(({ overridable }) => overridable) ? 'yes' : 'no',
  };
}

const listOf = (words: readonly string[]): string => [...new Set(words)].join(' + ') || '-';
const expectedOf = (row: Row): Answer => ({
  verdict: row.verdict,
  'decided by': row['decided by'],
  rule: row.rule,
  override: row.override,
});
/** The rows of the law's files that a citation names: `CASL s. 10 [CA-CASL-PURCHASE]`. */
const lawsOf = ({ citation }: Row): string[] =>
  [...citation.matchAll(/\[([A-Z0-9-]+)\]/g)].map(([, id]) => id!);
const title = (row: Row): string =>
  `${row.id} ${row.country} ${row.channel} ${row.history}: ${row.verdict}. ${row.why}`;

describe('the truth table', () => {
  for (const row of rows)
    it(title(row), () => {
      const decision = decideRow(row);
      expect(answerOf(decision), row.where).toEqual(expectedOf(row));
      for (const { citation } of decision.reasons)
        if (citation.row !== undefined) expect(lawsOf(row), row.where).toContain(citation.row);
    });
});

describe('rows on which Heed and the law do not agree yet', () => {
  for (const row of all.filter(isPending))
    it(`(one that passes belongs in its table) ${title(row)}`, ({ skip }) => {
      const found = answerOf(decideRow(row));
      const settled = JSON.stringify(found) === JSON.stringify(expectedOf(row));
      skip(!settled, `Heed says ${Object.values(found).join(', ')}.`);
      expect(found).toEqual(expectedOf(row));
    });
});

describe('the tables', () => {
  it('hold at least 300 decisions, each with an id of its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(300);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('ask no question twice', () => {
    const asked = [
      'country',
      'class',
      'channel',
      'purpose',
      'history',
      'message',
      'policy',
    ] as const;
    const questions = new Map<string, string>();
    for (const row of all) {
      const question = [...asked.map((column) => row[column]), row['asked on']].join('|');
      expect(questions.get(question), `${row.where} asks what was asked before`).toBeUndefined();
      questions.set(question, row.where);
    }
  });

  it('cite the law and say why in every row', () => {
    for (const { where, citation, why } of all) {
      expect(citation.length, where).toBeGreaterThan(5);
      expect(why, where).toMatch(/^.{5,}\.$/);
    }
  });

  const laws = jurisdictions.flatMap((one) => one.rows);

  it('name only rows of the law that exist', () => {
    const known = new Set(laws.map(({ id }) => id));
    for (const row of all)
      for (const id of lawsOf(row)) expect(known.has(id), `${row.where}: ${id}`).toBe(true);
  });

  it('try every row of every jurisdiction’s file', () => {
    const tried = new Set(all.flatMap(lawsOf));
    // How long the law leaves to act on a no decides nothing: Heed stops at once.
    const decides = ({ kind }: LawRow): boolean => kind !== 'grace';
    const untried = laws.filter((row) => decides(row) && !tried.has(row.id));
    expect(untried.map(({ id }) => id)).toEqual([]);
    for (const { code, rows: own } of jurisdictions)
      expect(
        own.some(({ id }) => tried.has(id)),
        code,
      ).toBe(true);
  });

  it('let every rule speak', () => {
    const folderOfRules = new URL('../../../shared/policy/rules/', import.meta.url);
    const index = readFileSync(new URL('index.ts', folderOfRules), 'utf8');
    const files = [...index.matchAll(/from '\.\/(.+)\.ts'/g)].map(([, name]) => name!);
    expect(files).toHaveLength(rules.length);
    const spoken = new Set(rows.flatMap((row) => row.rule.split(' + ')));
    expect(files.filter((name) => !spoken.has(name))).toEqual([]);
  });

  it('give every verdict, decider, class and channel with rows a case', () => {
    const seen = (column: keyof Row): Set<string> =>
      new Set(rows.flatMap((row) => row[column].split(' + ')));
    expect(seen('verdict')).toEqual(new Set(['allow', 'warn', 'block']));
    expect(seen('decided by')).toEqual(new Set(['-', 'person', 'law', 'organisation', 'machine']));
    for (const one of ['individual', 'sole-trader', 'employee', 'generic', '-'])
      expect(seen('class')).toContain(one);
    for (const one of ['email', 'linkedin', 'phone', 'sms', 'post'])
      expect(seen('channel')).toContain(one);
  });
});
