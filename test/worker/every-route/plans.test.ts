import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { countingDatabase } from '../support/counting-database.ts';
import { newOrganisation } from '../support/organisation.ts';
import { rows } from './rows/index.ts';
import { callOf, send } from './send.ts';

/** Each statement that a right call of any route runs, with the steps that SQLite would take for it. */
const plans = new Map<string, string[]>();

beforeAll(async () => {
  const { db, prepared } = countingDatabase(env.DB);
  for (const row of rows) {
    const organisation = await newOrganisation({ ...env, DB: db });
    await send(organisation.as('admin'), await callOf(row, organisation));
  }
  for (const sql of prepared) {
    const numbered = (sql.match(/\?\d+/g) ?? []).map((each) => Number(each.slice(1)));
    const parameters = Math.max(0, ...numbered) || (sql.match(/\?/g) ?? []).length;
    const statement = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const bound = statement.bind(...Array.from({ length: parameters }, () => '[]'));
    const { results } = await bound.all<{ detail: string }>();
    plans.set(
      sql,
      results.map(({ detail }) => detail),
    );
  }
});

/** Those that grow with what an organisation does; of the others it has a handful of rows. */
const large = [
  'contacts',
  'identifiers',
  'events',
  'persons',
  'audit',
  'guard_reports',
  'log_tiles',
];

describe('the statements of all routes', () => {
  it('are many, and touch each large table', () => {
    const all = [...plans.keys()].join('\n');
    expect(plans.size).toBeGreaterThan(80);
    for (const table of large) expect(all).toContain(table);
  });

  it('step down a key, and never walk through a large table or all that an organisation has in it', () => {
    const walks = [...plans].flatMap(([sql, steps]) =>
      steps.filter((step) => isWalk(sql, step)).map((step) => `${step}: ${sql.slice(0, 200)}`),
    );
    expect(walks).toEqual([]);
  });
});

function isWalk(sql: string, step: string): boolean {
  const [, verb, name] = /^(SCAN|SEARCH) (\w+)/.exec(step) ?? [];
  const table = name && tableOf(sql, name);
  if (!verb || !table || !large.includes(table)) return false;
  if (verb === 'SCAN') return true;
  if (!step.endsWith('(org_id=?)')) return false;
  return !isExcused(sql, step);
}

/** A statement calls a table by a short name of its own: `events e`. */
function tableOf(sql: string, name: string): string {
  const [, table] =
    new RegExp(`(?:FROM|JOIN|INTO|UPDATE)\\s+(\\w+)\\s+(?:AS\\s+)?${name}\\b`).exec(sql) ?? [];
  return table ?? name;
}

/**
 * The newest row, and the first ones of a page, are at an end of their index. A new contact has the
 * foreign keys listed that point at it, which are skipped while none is broken (OP_FkIfZero).
 */
function isExcused(sql: string, step: string): boolean {
  if (sql.includes('max(seq)')) return step.includes('events_seq');
  if (/ORDER BY [\w., ]+(DESC)? LIMIT (\?\d|1)$/.test(sql)) return true;
  return sql.includes('INSERT INTO contacts') && step.startsWith('SEARCH identifiers');
}
