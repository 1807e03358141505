import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { countingDatabase } from '../support/counting-database.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

/** Each statement that the routes run, with the steps that SQLite would take for it. */
const plans = new Map<string, string[]>();

beforeAll(async () => {
  const { db, prepared } = countingDatabase(env.DB);
  const member = (await newOrganisation({ ...env, DB: db })).as('rep');
  await member.post('/events', { events: [event('a@example.com', { source: 'Fair' })] });
  await member.post('/check', ask('a@example.com'));
  await member.get('/sync');
  for (const sql of prepared) {
    const parameters = new Set(sql.match(/\?\d*/g) ?? []).size;
    const statement = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const bound = statement.bind(...Array.from({ length: parameters }, () => '[]'));
    const { results } = await bound.all<{ detail: string }>();
    plans.set(
      sql,
      results.map(({ detail }) => detail),
    );
  }
});

describe('the statements that the routes run', () => {
  it('are all here', () => {
    const all = [...plans.keys()].join('\n');
    expect(plans.size).toBeGreaterThanOrEqual(9);
    for (const table of ['devices', 'contacts', 'identifiers', 'events'])
      expect(all).toContain(table);
  });

  // Without statistics SQLite preferred the first half of a primary key to the index made for the
  // lookup: 9 s in place of 35 ms for a thousand recipients among 5,000 contacts (2026-11-21).
  it('step down a key for each thing asked, and never walk through an organisation or a table', () => {
    for (const [sql, steps] of plans)
      expect(
        steps.filter((step) => isWalk(step) && !isExcused(sql, step)),
        sql,
      ).toEqual([]);
  });
});

function isWalk(step: string): boolean {
  return (
    /USING (INDEX|COVERING INDEX|PRIMARY KEY)[^(]*\(org_id=\?\)$/.test(step) ||
    /^SCAN (devices|contacts|identifiers|events|[iec])\b/.test(step)
  );
}

/**
 * The latest number is at the end of its index: one step, whatever SQLite calls it. And it lists the
 * foreign keys that point at a new contact, which it skips while none is broken (OP_FkIfZero).
 */
function isExcused(sql: string, step: string): boolean {
  if (sql.includes('max(seq)')) return step.includes('events_seq');
  if (sql.includes('ORDER BY version DESC LIMIT 1')) return step.includes('policy_versions');
  return sql.includes('INSERT INTO contacts') && step.startsWith('SEARCH identifiers');
}
