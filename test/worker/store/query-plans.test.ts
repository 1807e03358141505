import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { countingDatabase } from '../support/counting-database.ts';
import { newOrganisation } from '../support/organisation.ts';
import type { Bindings } from '../../../worker/env.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { ask, event } from '../support/samples.ts';
import { by, email, newEvent, newStore, now } from '../support/store.ts';

/** Each statement that the routes run, with the steps that SQLite would take for it. */
const plans = new Map<string, string[]>();

beforeAll(async () => {
  const { db, prepared } = countingDatabase(env.DB);
  const member = (await newOrganisation({ ...env, DB: db })).as('rep');
  await member.post('/events', { events: [event('a@example.com', { source: 'Fair' })] });
  await member.post('/check', ask('a@example.com'));
  await member.get('/sync');
  await otherWork({ ...env, DB: db });
  for (const sql of prepared) {
    const parameters =
      new Set(sql.match(/\?\d+/g) ?? []).size + (sql.match(/\?(?!\d)/g) ?? []).length;
    const statement = env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const bound = statement.bind(...Array.from({ length: parameters }, () => '[]'));
    const { results } = await bound.all<{ detail: string }>();
    plans.set(
      sql,
      results.map(({ detail }) => detail),
    );
  }
});

/** What else the store does for an organisation, once each. */
async function otherWork(bindings: Bindings): Promise<void> {
  const { store, organisation } = await newStore(bindings);
  const [a, b] = ['a@example.com', 'b@example.com'] as const;
  const { events } = await store.recordMany(
    [newEvent(a), newEvent(b), newEvent('c@x.example')],
    by,
  );
  const why = { ...by, method: 'reply' } as const;
  await store.link(email(a), email(b), why);
  await store.unlink(email(b), why);
  await store.erase(events[2]!.contact, { ...why, reason: 'asked-by-the-person' });
  await store.record([newEvent('c@x.example')], by);
  const { size } = await store.log.checkpoint(now);
  await store.log.checkpointsAfter(0, 5);
  await store.log.consistency(1, size);
  await store.log.evidence([events[0]!.id], now);
  await store.log.indexOf(events[0]!.id);
  await store.log.entriesOf(0, size);
  const { MASTER_KEY, ...rest } = bindings;
  const changed = { ...rest, MASTER_KEY: `2:${btoa('2'.repeat(32))}` };
  const rotating = await storeFor(
    { ...changed, MASTER_KEYS_RETIRED: `1:${MASTER_KEY}` },
    organisation.id,
  );
  await rotating.rotateKeys(now, 5);
}

describe('the statements that the routes run', () => {
  it('are all here', () => {
    const all = [...plans.keys()].join('\n');
    expect(plans.size).toBeGreaterThanOrEqual(35);
    for (const table of ['devices', 'contacts', 'identifiers', 'events', 'persons', 'log_tiles'])
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
    /^SCAN (devices|contacts|identifiers|events|persons|log_\w+|[iecmpt])\b/.test(step)
  );
}

/**
 * The latest number, and the newest row, is at the end of its index: one step, whatever SQLite calls it.
 * And it lists the foreign keys that point at a new contact, which it skips while none is broken
 * (OP_FkIfZero). Of keys and connections an organisation has a handful, of selectors one row; how many contacts are left under
 * an older master key is counted once, when all have been through.
 */
function isExcused(sql: string, step: string): boolean {
  if (sql.includes('max(seq)')) return step.includes('events_seq');
  if (/ORDER BY (version|seq|size) DESC LIMIT 1$/.test(sql)) return true;
  if (/FROM (log_keys|provider_connections|selector_sets|webhook_endpoints)/.test(sql)) return true;
  if (sql.startsWith('SELECT count(*) AS count FROM contacts')) return true;
  return sql.includes('INSERT INTO contacts') && step.startsWith('SEARCH identifiers');
}
