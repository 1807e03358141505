import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { webhookTypes } from '../../../worker/webhooks/types.ts';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation, newToken } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';
import { countingDatabase } from '../support/counting-database.ts';
import { newReceiver, verified } from '../webhooks/receiver.ts';
import { newTeller } from '../webhooks/teller.ts';

type Endpoint = {
  readonly id: string;
  readonly url: string;
  readonly types: string[];
  readonly identifiers: boolean;
  readonly secret: string;
  readonly disabledAt: string | null;
};
type List = { readonly endpoints: Endpoint[]; readonly types: { type: string; does: string }[] };
type Refused = { readonly error: { readonly code: string; readonly message: string } };

const path = '/webhooks';
const url = 'https://hooks.example.com/heed';
const draft = { url, types: ['contact.objected'] };
const refuses: ('dpo' | 'marketer' | 'rep' | 'auditor')[] = ['dpo', 'marketer', 'rep', 'auditor'];
let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});
const admin = () => organisation.as('admin');
const create = async (more: object = {}) =>
  (await admin().post<Endpoint>(path, { ...draft, ...more })).body;
const list = async () => (await admin().get<List>(path)).body;

describe('POST /webhooks', () => {
  itNeedsAToken((caller) => caller.post(path, draft), { refuses, takes: 'admin' });
  itReadsJson(path, { allow: 'GET, POST' });

  it('gives the secret once, and names contacts by their id alone unless told otherwise', async () => {
    const made = await create();
    expect(made).toMatchObject({
      id: expect.stringMatching(/^whk_[0-9a-f]{16}$/),
      secret: expect.stringMatching(/^whsec_/),
      url,
      identifiers: false,
    });
    const [shown] = (await list()).endpoints;
    expect(shown).not.toHaveProperty('secret');
    const { results } = await env.DB.prepare('SELECT * FROM webhook_endpoints').all();
    expect(JSON.stringify(results)).not.toContain(made.secret.slice(6));
  });

  it.each([
    [{ url: 'http://hooks.example.com/' }, 'url: must begin with https'],
    [{ url: 'https://127.0.0.1/' }, 'public internet'],
    [{ url: 'https://localhost/' }, 'public internet'],
    [{ url: 'https://169.254.169.254/latest/meta-data' }, 'public internet'],
    [{ url: 'https://heed:secret@hooks.example.com/' }, 'user name'],
    [{ types: [] }, 'types: must not be empty'],
    [{ types: ['contact.everything'] }, 'types: must be some of'],
    [{ types: 'contact.objected' }, 'types'],
    [{ identifiers: 'yes' }, 'identifiers'],
  ])('refuses %j', async (more, says) => {
    const { status, body } = await admin().post<Refused>(path, { ...draft, ...more });
    expect([status, body.error.message]).toEqual([400, expect.stringContaining(says)]);
    expect(body.error.message).not.toContain('secret');
    expect((await list()).endpoints).toEqual([]);
  });

  it('takes an address on the developer’s own machine only while developing', async () => {
    const developing = await newOrganisation({ ...env, DEVELOPMENT: '1' });
    const local = { ...draft, url: 'http://localhost:9000/' };
    expect((await developing.as('admin').post(path, local)).status).toBe(200);
    expect((await admin().post(path, local)).status).toBe(400);
  });

  it('makes twenty and no more', async () => {
    for (let n = 0; n < 20; n++) expect((await admin().post(path, draft)).status).toBe(200);
    const { status, body } = await admin().post<Refused>(path, draft);
    expect([status, body.error.code]).toEqual([409, 'webhooks.too-many']);
  });
});

describe('GET /webhooks', () => {
  itNeedsAToken((caller) => caller.get(path), { refuses, takes: 'admin' });

  it('says what there is to tell', async () => {
    const { types } = await list();
    expect(types.map(({ type }) => type)).toEqual(webhookTypes);
  });
});

describe('PUT /webhooks/:id', () => {
  it('changes what is told from then on', async () => {
    const teller = await newTeller();
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    const change = { url: receiver.url, types: ['contact.withdrawn'], description: 'CRM' };
    const at = `${path}/${receiver.id}`;
    expect((await teller.organisation.as('admin').put(at, change)).body).toMatchObject(change);
    await teller.record('a@example.com');
    await teller.record('b@example.com', { type: 'withdrawn' });
    await teller.deliver();
    expect((await receiver.got()).map(({ body }) => body.type)).toEqual(['contact.withdrawn']);
  });

  it('refuses what POST refuses', async () => {
    const { id } = await create();
    const { status } = await admin().put(`${path}/${id}`, { ...draft, url: 'https://10.0.0.1/' });
    expect([status, (await list()).endpoints[0]!.url]).toEqual([400, url]);
  });
});

describe('POST /webhooks/:id/secret', () => {
  it('signs by the old and the new one for a day', async () => {
    const teller = await newTeller();
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    const { body } = await teller.organisation
      .as('admin')
      .post<{ secret: string; bothUntil: string }>(`${path}/${receiver.id}/secret`, {});
    expect(body.secret).not.toBe(receiver.secret);
    expect(Date.parse(body.bothUntil) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    await teller.record('a@example.com');
    await teller.deliver();
    const [got] = await receiver.got();
    for (const secret of [receiver.secret, body.secret])
      expect(verified(got!, secret)).toEqual(got!.body);
  });
});

describe('DELETE /webhooks/:id', () => {
  it('leaves nothing of it but the audit', async () => {
    const { id } = await create();
    await admin().post('/events', { events: [event('a@example.com')] });
    expect((await admin().delete(`${path}/${id}`)).status).toBe(204);
    expect((await admin().delete(`${path}/${id}`)).status).toBe(404);
    for (const table of ['webhook_endpoints', 'webhook_messages', 'webhook_subscriptions']) {
      const count = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE org_id = ?`)
        .bind(organisation.id)
        .first('n');
      expect(count, table).toBe(0);
    }
    const { body } = await admin().get<{ entries: { action: string; details: unknown }[] }>(
      '/audit',
    );
    const entries = body.entries.filter(({ action }) => action.startsWith('webhook.'));
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['webhook.removed', null],
      [
        'webhook.created',
        { host: 'hooks.example.com', types: ['contact.objected'], identifiers: false },
      ],
    ]);
  });
});

describe('a call', () => {
  const call = async (at: string, body: object) => {
    const token = await newToken(organisation.id, { role: 'rep' });
    const context = createExecutionContext();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(body), headers };
    const { db, prepared } = countingDatabase(env.DB);
    const { ok } = await app.request(`/api/v1${at}`, init, { ...env, DB: db }, context);
    await waitOnExecutionContext(context);
    return { ok, looked: [...prepared].some((sql) => sql.includes('webhook_messages')) };
  };

  it('that changes something is told at once, when the worker may go on after its answer', async () => {
    const receiver = await newReceiver(organisation, ['contact.objected']);
    const events = [event('a@example.com')];
    expect(await call('/events', { events })).toEqual({ ok: true, looked: true });
    expect(await receiver.got()).toHaveLength(1);
  });

  it('that only asks has nothing to tell, and looks for nothing', async () => {
    const mail = ask('a@example.com');
    expect(await call('/check', mail)).toEqual({ ok: true, looked: false });
  });
});

describe('another organisation', () => {
  it('finds, changes, rotates and removes nothing', async () => {
    const { id } = await create();
    const theirs = (await newOrganisation()).as('admin');
    const at = `${path}/${id}`;
    const answers = await Promise.all([
      theirs.get<Refused>(at),
      theirs.put<Refused>(at, { ...draft, url: 'https://theirs.example.com/' }),
      theirs.post<Refused>(`${at}/secret`, {}),
      theirs.delete<Refused>(at),
    ]);
    for (const { status, body } of answers)
      expect([status, body.error.code]).toEqual([404, 'webhooks.not-found']);
    expect((await theirs.get<List>(path)).body.endpoints).toEqual([]);
    expect((await list()).endpoints).toMatchObject([{ id, url }]);
  });
});
