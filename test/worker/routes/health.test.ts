import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { version } from '../../../package.json';
import worker from '../../../worker/index.ts';
import { rotateKeys } from '../../../worker/jobs/rotate-keys.ts';
import { afterChange, jobsDatabase, newJobsStore } from '../support/jobs-database.ts';
import { request } from '../support/organisation.ts';
import { by, newEvent } from '../support/store.ts';

describe('GET /health', () => {
  it('needs no token, and says that all is ready', async () => {
    const { status, body } = await request('/health');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'ready',
      version,
      database: 'ready',
      masterKey: 'ready',
      indexKey: 'ready',
      retiredKeys: 'none',
    });
  });

  it('answers through the worker’s own entry, too', async () => {
    const response = await worker.fetch(new Request('https://heed.example/api/v1/health'), env);
    expect(response.status).toBe(200);
  });

  it('is not ready on a database without tables', async () => {
    const { status, body } = await request('/health', {}, { ...env, DB: env.EMPTY_DB });
    expect([status, body.status, body.database]).toEqual([503, 'not-ready', 'not-migrated']);
  });

  it('is not ready on a database that lacks the latest migration', async () => {
    const [latest] = env.TEST_MIGRATIONS.slice(-1);
    await env.DB.prepare('DELETE FROM d1_migrations WHERE name = ?').bind(latest!.name).run();
    expect((await request('/health')).body.database).toBe('not-migrated');
    await env.DB.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(latest!.name).run();
    expect((await request('/health')).body.database).toBe('ready');
  });

  it.each(['', 'too short', btoa('x'.repeat(31))])(
    'is not ready with the MASTER_KEY %j, and does not repeat it',
    async (MASTER_KEY) => {
      const { status, body } = await request('/health', {}, { ...env, MASTER_KEY });
      expect([status, body.masterKey]).toEqual([503, 'missing']);
      expect(JSON.stringify(body)).not.toContain(MASTER_KEY || 'MASTER_KEY');
    },
  );

  it('is not ready without the key that everybody is found by', async () => {
    const { INDEX_KEY: _, ...rest } = env;
    const { status, body } = await request('/health', {}, rest);
    expect(status).toBe(503);
    expect(body).toMatchObject({ masterKey: 'ready', indexKey: 'missing' });
  });

  it('says when an older master key may be taken away', async () => {
    await jobsDatabase();
    const { store } = await newJobsStore();
    await store.record([newEvent('a@example.com')], by);
    const state = async () => (await request('/health', {}, afterChange)).body;
    expect(await state()).toMatchObject({ status: 'ready', retiredKeys: 'in-use' });
    await rotateKeys(afterChange, Date.now());
    expect(await state()).toMatchObject({ status: 'ready', retiredKeys: 'can-go' });
  });

  it('is not ready with retired keys that cannot be read', async () => {
    const { status, body } = await request('/health', {}, { ...env, MASTER_KEYS_RETIRED: 'x' });
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'not-ready', masterKey: 'ready', retiredKeys: 'invalid' });
  });
});
