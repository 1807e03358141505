import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { isReady, providerIds, setups } from '../../../worker/hooks/setup.ts';
import { eventsOf } from '../hooks/connected.ts';
import type { Sender } from '../hooks/senders.ts';
import { newSenders } from '../hooks/senders.ts';
import { topicArn } from '../hooks/sns-signer.ts';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

type Connection = {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly address: string;
  readonly lists: Record<string, string>;
  readonly topicArn: string | null;
  readonly secrets: string[];
  readonly ready: boolean;
  readonly password: string | null;
};
type List = { readonly connections: Connection[]; readonly kinds: { provider: string }[] };
type Refused = { readonly error: { readonly code: string; readonly message: string } };

const path = '/providers';
let organisation: Organisation;
let mailgun: Sender;
beforeAll(async () => {
  ({ mailgun } = await newSenders());
});
beforeEach(async () => {
  organisation = await newOrganisation();
});

const admin = () => organisation.as('admin');
const connect = async (draft: object) =>
  (await admin().post<Connection>(path, { name: 'Ours', ...draft })).body;
const list = async () => (await admin().get<List>(path)).body;
const refuses: ('dpo' | 'marketer' | 'rep' | 'auditor')[] = ['dpo', 'marketer', 'rep', 'auditor'];

describe('POST /providers', () => {
  itNeedsAToken((caller) => caller.post(path, { provider: 'brevo', name: 'x' }), {
    refuses,
    takes: 'admin',
  });
  itReadsJson(path, { allow: 'GET, POST' });

  it('gives an address that nobody can guess, and a password once, where Heed makes it', async () => {
    const made = await connect({ provider: 'postmark' });
    expect(made).toMatchObject({
      id: expect.stringMatching(/^prv_[0-9a-f]{16}$/),
      address: expect.stringMatching(/^http:\/\/[^/]+\/api\/v1\/hooks\/postmark\/[0-9a-f]{32}$/),
      password: expect.stringMatching(/^pw_[0-9a-f]{40}$/),
      secrets: ['password'],
      ready: true,
    });
    const [shown] = (await list()).connections;
    expect(shown).not.toHaveProperty('password');
    expect(JSON.stringify(shown)).not.toContain(made.password);
    const other = await connect({ provider: 'postmark' });
    expect(other.address).not.toBe(made.address);
    expect(other.password).not.toBe(made.password);
  });

  it('never shows a key that was given', async () => {
    const made = await connect({ provider: 'mailgun', secrets: { signingKey: 'a-secret-key' } });
    expect([made.password, made.secrets, made.ready]).toEqual([null, ['signingKey'], true]);
    expect(JSON.stringify([made, await list()])).not.toContain('a-secret-key');
  });

  it('may be done before the provider has shown its key', async () => {
    expect((await connect({ provider: 'sendgrid' })).ready).toBe(false);
    expect((await connect({ provider: 'ses' })).ready).toBe(false);
    expect((await connect({ provider: 'ses', topicArn })).ready).toBe(true);
  });

  it.each([
    [{ provider: 'acme' }, 'providers.unknown', 'brevo'],
    [{ provider: '__proto__' }, 'providers.unknown', 'provider'],
    [{ provider: 'mailgun', secrets: { password: 'x' } }, 'input.invalid', 'signingKey'],
    [{ provider: 'postmark', secrets: { password: 'mine' } }, 'input.invalid', 'no keys to give'],
    [
      { provider: 'sendgrid', secrets: { publicKey: 'SG.api-key' } },
      'input.invalid',
      'Copy all of it',
    ],
    [
      { provider: 'resend', secrets: { signingSecret: 're_123' } },
      'input.invalid',
      'Copy all of it',
    ],
    [
      { provider: 'ses', topicArn: 'arn:aws:sqs:eu-west-1:123456789012:x' },
      'input.invalid',
      'topicArn',
    ],
    [{ provider: 'brevo', topicArn }, 'input.invalid', 'SES only'],
    [{ provider: 'brevo', lists: { 1: 'Not A Purpose' } }, 'input.invalid', 'purpose'],
    [{ provider: 'brevo', name: ' ' }, 'input.invalid', 'name'],
    [{ provider: 'brevo', more: 1 }, 'input.invalid', 'more'],
  ])('refuses %j', async (draft, code, says) => {
    const answer = await admin().post<Refused>(path, { name: 'Ours', ...draft });
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(answer.body.error.message).toContain(says);
    expect((await list()).connections).toEqual([]);
  });

  it('makes a hundred and no more', async () => {
    const insert = `INSERT INTO provider_connections (org_id, id, provider, name, path, settings, created_at)
      SELECT ?1, 'prv_' || key, 'brevo', 'x', ?1 || key, '{"lists":{}}', 0 FROM json_each(?2)`;
    const hundred = JSON.stringify(Array.from({ length: 100 }, (_, n) => n));
    await env.DB.prepare(insert).bind(organisation.id, hundred).run();
    const answer = await admin().post<Refused>(path, { provider: 'brevo', name: 'x' });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'providers.too-many']);
  });
});

describe('GET /providers', () => {
  itNeedsAToken((caller) => caller.get(path), { refuses, takes: 'admin' });

  it('says of every provider how it is set up', async () => {
    const { kinds } = await list();
    expect(kinds.map(({ provider }) => provider)).toEqual(providerIds);
    for (const kind of kinds) expect(kind).toMatchObject(setups[kind.provider as 'ses']);
  });
});

describe('PUT /providers/:id', () => {
  it('keeps the keys that are left out, and changes the rest', async () => {
    const { id } = await connect({ provider: 'mailgun', secrets: { signingKey: 'key-1' } });
    const { body } = await admin().put<Connection>(`${path}/${id}`, {
      name: 'Renamed',
      lists: { 'news@lists.example': 'newsletter' },
    });
    expect(body).toMatchObject({
      name: 'Renamed',
      lists: { 'news@lists.example': 'newsletter' },
      secrets: ['signingKey'],
      ready: true,
    });
  });

  it('takes a new key at once, and the old one no more', async () => {
    const { id, address } = await connect({
      provider: 'mailgun',
      secrets: { signingKey: 'key-1' },
    });
    await admin().put(`${path}/${id}`, { name: 'x', secrets: { signingKey: 'key-2' } });
    const statuses = ['key-1', 'key-2'].map(async (signingKey) => {
      const at = Date.now();
      const keys = { signingKey };
      const { body } = await mailgun.sign(mailgun.no('a@example.com', at), { address, keys, at });
      return (await app.request(address, { method: 'POST', body }, env)).status;
    });
    expect(await Promise.all(statuses)).toEqual([401, 200]);
  });

  it('makes a new password when it is asked to, and only where Heed makes it', async () => {
    const made = await connect({ provider: 'brevo' });
    const change = { name: 'x', newPassword: true };
    const again = (await admin().put<Connection>(`${path}/${made.id}`, change)).body;
    expect(again.password).toMatch(/^pw_/);
    expect(again.password).not.toBe(made.password);
    const kept = (await admin().put<Connection>(`${path}/${made.id}`, { name: 'y' })).body;
    expect(kept.password).toBeNull();
    const theirs = await connect({ provider: 'mailgun' });
    const none = (await admin().put<Connection>(`${path}/${theirs.id}`, change)).body;
    expect([none.password, none.secrets]).toEqual([null, []]);
  });
});

describe('DELETE /providers/:id', () => {
  it('ends the address and destroys the keys; what was recorded stays, with its source', async () => {
    const { id, address } = await connect({ provider: 'brevo' });
    const password = (
      await admin().put<Connection>(`${path}/${id}`, { name: 'x', newPassword: true })
    ).body.password;
    const report = () =>
      app.request(
        address,
        {
          method: 'POST',
          body: JSON.stringify({ event: 'spam', email: 'a@example.com', ts_epoch: 1e12 }),
          headers: { Authorization: `Bearer ${password}` },
        },
        env,
      );
    expect((await report()).status).toBe(200);
    expect((await admin().delete(`${path}/${id}`)).status).toBe(204);
    expect((await report()).status).toBe(404);
    expect((await list()).connections).toEqual([]);
    expect(await eventsOf({ organisation })).toMatchObject([{ recordedBy: id }]);
    const row = await env.DB.prepare(
      'SELECT sealed, removed_at FROM provider_connections WHERE id = ?',
    )
      .bind(id)
      .first();
    expect(row).toEqual({ sealed: null, removed_at: expect.any(Number) });
    expect((await admin().delete<Refused>(`${path}/${id}`)).status).toBe(404);
  });
});

describe('who did what', () => {
  it('is in the audit, without any key', async () => {
    const { id } = await connect({ provider: 'mailgun', secrets: { signingKey: 'a-secret-key' } });
    await admin().put(`${path}/${id}`, { name: 'New', secrets: { signingKey: 'another-key' } });
    await admin().delete(`${path}/${id}`);
    const { body } = await admin().get<{
      entries: { action: string; target: string; details: unknown }[];
    }>('/audit');
    const entries = body.entries.filter(({ target }) => target === id);
    expect(entries.map(({ action, details }) => [action, details])).toEqual([
      ['provider.removed', null],
      ['provider.changed', { changed: ['name', 'secrets'] }],
      ['provider.connected', { provider: 'mailgun' }],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/secret-key|another-key/);
  });
});

describe('another organisation', () => {
  it('finds, changes, reads and removes nothing', async () => {
    const { id } = await connect({ provider: 'brevo' });
    const theirs = (await newOrganisation()).as('admin');
    const at = `${path}/${id}`;
    const answers = await Promise.all([
      theirs.get<Refused>(at),
      theirs.get<Refused>(`${at}/unread`),
      theirs.put<Refused>(at, { name: 'Taken' }),
      theirs.delete<Refused>(at),
    ]);
    for (const { status, body } of answers)
      expect([status, body.error.code]).toEqual([404, 'providers.not-found']);
    expect((await theirs.get<List>(path)).body.connections).toEqual([]);
    expect((await list()).connections).toMatchObject([{ id, name: 'Ours' }]);
  });
});

describe('a connection is ready', () => {
  it('when all is there that is not optional', () => {
    expect(isReady('hubspot', { clientSecret: 'x' }, {})).toBe(true);
    expect(isReady('hubspot', { accessToken: 'x' }, {})).toBe(false);
    expect(isReady('ses', {}, { topicArn })).toBe(true);
    expect(isReady('mailchimp', { password: '' }, {})).toBe(false);
  });
});
