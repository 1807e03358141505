import { env } from 'cloudflare:workers';
import { hc } from 'hono/client';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Api } from '../../worker/app.ts';
import { app } from '../../worker/app.ts';
import { newOrganisation, newToken } from './support/organisation.ts';

/** The client that the dashboard uses: its paths, bodies and answers are typed from the chain in app.ts. */
let client: ReturnType<typeof hc<Api>>;

beforeAll(async () => {
  const token = await newToken((await newOrganisation()).id, { role: 'admin' });
  client = hc<Api>('https://heed.example', {
    fetch: (input: string | URL | Request, init?: RequestInit) => app.request(input, init, env),
    headers: { authorization: `Bearer ${token}` },
  });
});

describe('a typed client of the API', () => {
  it('records, checks and syncs', async () => {
    const recorded = await client.api.v1.events.$post({
      json: {
        events: [
          {
            identifier: { type: 'email', value: 'jane@example.com' },
            type: 'objected',
            channel: 'email',
            occurredAt: '2026-03-02T10:00:00Z',
            method: 'reply',
          },
        ],
      },
    });
    const { version } = await recorded.json();
    expect(version).toBe(1);

    const checked = await client.api.v1.check.$post({
      json: { recipients: [{ type: 'email', value: 'jane@example.com' }], channel: 'email' },
    });
    const { decisions } = await checked.json();
    expect(decisions[0]?.reasons[0]?.citation.text).toContain('GDPR');

    const synced = await client.api.v1.sync.$get({ query: { since: '0' } });
    if (synced.status !== 200) throw new Error(`sync answered ${synced.status}`);
    expect(await synced.json()).toMatchObject({ version: 1, full: true });

    const health = await client.api.v1.health.$get();
    expect((await health.json()).database).toBe('ready');
  });
});
