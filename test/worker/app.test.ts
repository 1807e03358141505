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

  it('finds, reads, links and erases contacts', async () => {
    const { contacts } = client.api.v1;
    const found = await contacts.find.$post({ json: { type: 'email', value: 'jane@example.com' } });
    const { contact } = await found.json();
    const param = { id: contact!.id };
    const read = await contacts[':id'].$get({ param });
    expect((await read.json()).identifiers[0]?.value).toBe('jane@example.com');
    const past = await contacts[':id'].history.$get({ param, query: { limit: '5' } });
    const { states, events } = await past.json();
    expect([states[0]?.status, events[0]?.standing]).toEqual(['dpv:ConsentWithdrawn', true]);
    const page = await contacts.$get({ query: {} });
    expect((await page.json()).next).toBeNull();
    const json = {
      identifier: { type: 'email', value: 'jane@example.com' },
      evidence: 'same',
    } as const;
    expect((await contacts[':id'].links.$post({ param, json })).status).toBe(200);
    const erased = await contacts[':id'].erase.$post({
      param,
      json: { reason: 'retention-ended' },
    });
    expect(erased.status).toBe(204);
  });

  it('reads, tries and publishes the policy', async () => {
    const { policy } = client.api.v1;
    const current = await policy.$get();
    const { version, policy: document } = await current.json();
    const draft = { ...document, strictness: 'restrictive' };
    const tried = await policy.simulate.$post({ json: { policy: draft } });
    expect((await tried.json()).version).toBe(version);
    const published = await policy.$put({
      header: { 'if-match': current.headers.get('etag')! },
      json: { policy: draft, note: 'Stricter' },
    });
    expect((await published.json()).version).toBe(version + 1);
    const { versions } = await (await policy.versions.$get({ query: {} })).json();
    expect(versions.map(({ note }) => note)).toEqual(['Stricter', null]);
    const first = await policy.versions[':version'].$get({ param: { version: '1' } });
    expect((await first.json()).policy.strictness).toBe('lawful');
  });

  it('reports a page that could not be protected', async () => {
    const reports = client.api.v1['guard-reports'];
    const sent = await reports.$post({
      json: { site: 'gmail', problem: 'no-send', version: [0, 4], structure: [] },
    });
    const { id } = await sent.json();
    const { reports: all } = await (await reports.$get({ query: {} })).json();
    expect(all.map((report) => report.id)).toEqual([id]);
  });
});
