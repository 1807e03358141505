import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import wranglerToml from '../../../wrangler.toml?raw';
import type { Bindings } from '../../../worker/env.ts';
import worker from '../../../worker/index.ts';
import { jobs, runJob } from '../../../worker/jobs/jobs.ts';
import { by, newEvent, newStore, now, rowsOf } from '../support/store.ts';

const logged: string[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

const run = (cron: string, bindings: Bindings = env) => runJob(cron, bindings, now);
const every = { minute: '* * * * *', fiveMinutes: '*/5 * * * *' };
const secret = btoa('another-master-key-of-32-bytes!!');
const both = { ...env, MASTER_KEY: `2:${secret}`, MASTER_KEYS_RETIRED: `1:${env.MASTER_KEY}` };

describe('the jobs', () => {
  it('are those that wrangler.toml has crons for', () => {
    const [, crons = ''] = /^crons = (\[.*\])$/m.exec(wranglerToml) ?? [];
    expect(JSON.parse(crons)).toEqual(Object.keys(jobs));
  });

  it('are run by the worker’s own entry', async () => {
    const { store } = await newStore();
    await store.record([newEvent('a@example.com')], by);
    await worker.scheduled(createScheduledController({ cron: every.minute }), env);
    expect((await store.log.checkpointOf())?.size).toBe(1);
  });

  it('do not keep silent about a cron that has none', async () => {
    await expect(run('0 0 * * *')).rejects.toThrow('worker/jobs/jobs.ts');
  });
});

describe('signing logs', () => {
  it('covers the events of every organisation, and signs nothing twice', async () => {
    const stores = await Promise.all([newStore(), newStore(), newStore()]);
    await stores[0]!.store.recordMany([newEvent('a@x.example'), newEvent('b@x.example')], by);
    await stores[1]!.store.record([newEvent('a@x.example')], by);
    for (let times = 0; times < 2; times++) await run(every.minute);
    const sizes = stores.map(async ({ store }) =>
      (await store.log.checkpointsAfter(-1, 10)).map(({ size }) => size),
    );
    expect(await Promise.all(sizes)).toEqual([[2], [1], []]);
  });
});

describe('changing keys', () => {
  it('does nothing while there is one master key', async () => {
    const { organisation, store } = await newStore();
    await store.record([newEvent('a@example.com')], by);
    await run(every.fiveMinutes);
    const rows = await rowsOf('SELECT * FROM key_rotations WHERE org_id = ?', organisation.id);
    expect([rows, logged]).toEqual([[], []]);
  });

  it('brings every organisation under the new key, and says how many are left', async () => {
    const organisations: string[] = [];
    for (const count of [3, 2]) {
      const { store, organisation } = await newStore();
      organisations.push(organisation.id);
      const people = Array.from({ length: count }, (_, at) => newEvent(`p${at}@example.com`));
      await store.recordMany(people, by);
    }
    await run(every.fiveMinutes, both);
    const generations = await rowsOf(
      `SELECT DISTINCT hex(substr(wrapped_key, 1, 2)) AS generation FROM contacts
       WHERE org_id IN (?, ?)`,
      ...organisations,
    );
    expect(generations).toEqual([{ generation: '0002' }]);
    expect(JSON.parse(logged[0]!)).toMatchObject({ job: 'rotate-keys', generation: 2, left: 0 });
    await run(every.fiveMinutes, both);
    expect(logged).toHaveLength(1);
  });

  it('looks again at an organisation that an older worker wrote to since', async () => {
    const { store } = await newStore();
    await run(every.fiveMinutes, both);
    await store.record([newEvent('late@example.com')], { ...by, now: now + 1 });
    await run(every.fiveMinutes, both);
    expect(JSON.parse(logged.at(-1)!)).toMatchObject({ rewrapped: 1, left: 0 });
  });
});
