import { createScheduledController } from 'cloudflare:test';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import wranglerToml from '../../../wrangler.toml?raw';
import type { Bindings } from '../../../worker/env.ts';
import worker from '../../../worker/index.ts';
import { formatVersion } from '../../../shared/snapshot/layout.ts';
import { jobs, runJob } from '../../../worker/jobs/jobs.ts';
import { organisationsToSign, unfinishedRotations } from '../../../worker/store/organisations.ts';
import { scopeFor } from '../../../worker/store/scope-for.ts';
import { organisationsBehind } from '../../../worker/store/snapshot-builds.ts';
import { createEndpoint } from '../../../worker/store/webhooks.ts';
import { afterChange, jobsDatabase, jobsRows, newJobsStore } from '../support/jobs-database.ts';
import { by, newEvent, now } from '../support/store.ts';

const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

let bindings: Bindings;
beforeAll(async () => {
  bindings = await jobsDatabase();
});

const run = (cron: string, on = bindings) => runJob(cron, on, now);
const every = { minute: '* * * * *', fiveMinutes: '*/5 * * * *' };

describe('the jobs', () => {
  it('are those that wrangler.toml has crons for', () => {
    const [, crons = ''] = /^crons = (\[.*\])$/m.exec(wranglerToml) ?? [];
    expect(JSON.parse(crons)).toEqual(Object.keys(jobs));
  });

  it('are run by the worker’s own entry', async () => {
    const { store } = await newJobsStore();
    await store.record([newEvent('a@example.com')], by);
    await worker.scheduled(createScheduledController({ cron: every.minute }), bindings);
    expect((await store.log.checkpointOf())?.size).toBe(1);
  });

  it('do not keep silent about a cron that has none', async () => {
    await expect(run('0 0 * * *')).rejects.toThrow('worker/jobs/jobs.ts');
  });
});

describe('signing logs', () => {
  it('covers the events of every organisation, and signs nothing twice', async () => {
    const stores = await Promise.all([newJobsStore(), newJobsStore(), newJobsStore()]);
    await stores[0]!.store.recordMany([newEvent('a@x.example'), newEvent('b@x.example')], by);
    await stores[1]!.store.record([newEvent('a@x.example')], by);
    for (let times = 0; times < 2; times++) await run(every.minute);
    const sizes = stores.map(async ({ store }) =>
      (await store.log.checkpointsAfter(-1, 10)).map(({ size }) => size),
    );
    expect(await Promise.all(sizes)).toEqual([[2], [1], []]);
  });

  it('begins with who has waited longest, so that none waits for ever behind busy ones', async () => {
    const [busy, quiet] = [await newJobsStore(), await newJobsStore()];
    for (const { store } of [quiet, busy]) await store.record([newEvent('a@x.example')], by);
    await run(every.minute);
    await busy.store.record([newEvent('b@x.example')], by);
    await busy.store.log.checkpoint(now + 60_000);
    for (const { store } of [busy, quiet]) await store.record([newEvent('c@x.example')], by);
    expect(await organisationsToSign(bindings, 1)).toEqual([quiet.orgId]);
  });

  it('goes on past a log that cannot be signed, and says so in the end', async () => {
    const [broken, whole] = [await newJobsStore(), await newJobsStore()];
    await jobsRows('INSERT INTO log_keys VALUES (?, 1, zeroblob(32), 0)', broken.orgId);
    for (const { store } of [broken, whole]) await store.record([newEvent('a@x.example')], by);
    await expect(run(every.minute)).rejects.toThrow('Generation 1');
    expect((await whole.store.log.checkpointOf())?.size).toBe(1);
  });
});

describe('making what devices fetch', () => {
  it('takes those that are due, and first who has waited longest', async () => {
    const { DB } = bindings;
    const made = await Promise.all([newJobsStore(), newJobsStore(), newJobsStore()]);
    for (const { store } of made)
      await store.recordMany(
        ['a', 'b', 'c'].map((name) => newEvent(`${name}@x.example`)),
        by,
      );
    const [large, late, never] = made.map(({ orgId }) => orgId) as [string, string, string];
    const base = 'INSERT INTO snapshot_builds VALUES (?, ?, 0, ?, 65536, 1, ?)';
    await jobsRows(base, large, `${formatVersion}-large`, 1, 1_000_000);
    await jobsRows(base, late, `${formatVersion}-late`, 2, 1);
    const due = await organisationsBehind(DB, 2);
    expect(due).not.toContain(large);
    expect(due.indexOf(never)).toBeLessThan(due.indexOf(late));
  });
});

describe('changing keys', () => {
  it('does nothing while there is one master key', async () => {
    const { orgId, store } = await newJobsStore();
    await store.record([newEvent('a@example.com')], by);
    await run(every.fiveMinutes);
    const rows = await jobsRows('SELECT * FROM key_rotations WHERE org_id = ?', orgId);
    expect([rows, logged]).toEqual([[], []]);
  });

  it('brings every organisation under the new key, and says how many are left', async () => {
    const organisations: string[] = [];
    for (const count of [3, 2]) {
      const { orgId, store } = await newJobsStore();
      organisations.push(orgId);
      const people = Array.from({ length: count }, (_, at) => newEvent(`p${at}@example.com`));
      await store.recordMany(people, by);
    }
    await run(every.fiveMinutes, afterChange);
    const generations = await jobsRows(
      `SELECT DISTINCT hex(substr(wrapped_key, 1, 2)) AS generation FROM contacts
       WHERE org_id IN (?, ?)`,
      ...organisations,
    );
    expect(generations).toEqual([{ generation: '0002' }]);
    expect(JSON.parse(logged[0]!)).toMatchObject({ job: 'rotate-keys', generation: 2, left: 0 });
    await run(every.fiveMinutes, afterChange);
    expect(logged).toHaveLength(1);
  });

  it('looks again at an organisation that an older worker wrote to since', async () => {
    const { store } = await newJobsStore();
    await run(every.fiveMinutes, afterChange);
    await store.record([newEvent('late@example.com')], { ...by, now: now + 1 });
    await run(every.fiveMinutes, afterChange);
    expect(JSON.parse(logged.at(-1)!)).toMatchObject({ rewrapped: 1, left: 0 });
  });

  it('waits for the secret of a webhook, too, that an older worker made since', async () => {
    const { orgId } = await newJobsStore();
    await run(every.fiveMinutes, afterChange);
    expect(await unfinishedRotations(afterChange, 2)).toBe(0);
    const scope = await scopeFor(bindings, orgId);
    const draft = { url: 'https://a.com', description: '', types: [], identifiers: false };
    await createEndpoint(scope, draft, 'whsec_AAAA', { actor: 'mem_test', now });
    expect(await unfinishedRotations(afterChange, 2)).toBe(1);
    await run(every.fiveMinutes, afterChange);
    expect(await unfinishedRotations(afterChange, 2)).toBe(0);
  });
});
