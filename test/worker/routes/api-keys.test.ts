import type * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/access/permissions.ts';
import { actions, may } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';
import type { ApiKeys, AuditPage, MadeApiKey } from '../../../shared/protocol/access.ts';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { caller, newApiKey, newOrganisation } from '../support/organisation.ts';

type Made = v.InferOutput<typeof MadeApiKey>;
type Keys = v.InferOutput<typeof ApiKeys>;

let organisation: Organisation;
let admin: Caller;
beforeAll(async () => {
  organisation = await newOrganisation();
  admin = organisation.as('admin');
});

const wanted = (more: object = {}) => ({
  name: 'Nightly import',
  role: 'marketer',
  scopes: ['imports.run', 'check.run'],
  expiresInDays: 30,
  ...more,
});
const make = async (more: object = {}, by = admin) =>
  (await by.post<Made>('/api-keys', wanted(more))).body;
const keys = async (by = admin) => (await by.get<Keys>('/api-keys')).body.keys;

describe('POST /api-keys', () => {
  itReadsJson('/api-keys', { allow: 'GET, POST' });

  it.each(roles.filter((role) => role !== 'admin'))('is not for the role %s', async (role) => {
    const { status, body } = await organisation.as(role).post('/api-keys', wanted());
    expect([status, body.error.code]).toEqual([403, 'auth.role']);
  });

  it('makes a key that works at once, is shown once, and ends when asked', async () => {
    const made = await make();
    expect(made.key).toMatch(/^heed_key_[0-9a-f]{64}$/);
    expect(made).toMatchObject({ name: 'Nightly import', role: 'marketer', usedOn: null });
    const days = (Date.parse(made.expiresAt) - Date.parse(made.createdAt)) / 86_400_000;
    expect(days).toBe(30);
    const mine = caller(made.key);
    expect((await mine.get('/sync')).body.error.code).toBe('auth.scope');
    const checked = await mine.post('/check', {
      recipients: [{ type: 'email', value: 'jane@example.com' }],
      channel: 'email',
    });
    expect(checked.status).toBe(200);
    expect(JSON.stringify(await keys())).not.toContain(made.key.slice(9));
  });

  it('keeps each scope once', async () => {
    expect((await make({ scopes: ['check.run', 'check.run'] })).scopes).toEqual(['check.run']);
  });

  it.each([
    [{ scopes: ['members.manage'] }, 'scopes[0]: is more than the role marketer may'],
    [{ scopes: ['check.run', 'exports.run'] }, 'scopes[1]: is more than the role marketer may'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['root'] }, 'scopes[0]: must be one of'],
    [{ role: 'root' }, 'role: must be one of'],
    [{ expiresInDays: 0 }, 'expiresInDays: must be at least 1'],
    [{ expiresInDays: 366 }, 'expiresInDays: must be at most 365'],
    [{ expiresInDays: null }, 'expiresInDays'],
    [{ name: ' ' }, 'name: must not be empty'],
    [{ name: 'two\nlines' }, 'name: must be one line'],
    [{ secret: 'mine' }, 'secret: is not a known field'],
  ])('refuses %j and says where', async (more, message) => {
    const { status, body } = await admin.post('/api-keys', wanted(more));
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('lets a key make no key that may more than itself', async () => {
    const scopes: Action[] = ['api-keys.manage', 'check.run'];
    const maker = caller(await newApiKey(organisation.id, { scopes }));
    for (const scope of actions) {
      const role = may('marketer', scope) ? 'marketer' : 'admin';
      const { status } = await maker.post('/api-keys', wanted({ role, scopes: [scope] }));
      expect([scope, status]).toEqual([scope, scopes.includes(scope) ? 201 : 400]);
    }
  });
});

describe('GET /api-keys', () => {
  itNeedsAToken((by) => by.get('/api-keys'), {
    refuses: ['dpo', 'marketer', 'rep', 'auditor'],
    takes: 'admin',
    keys: false,
  });

  it('says which were used, and on which day', async () => {
    const made = await make();
    await caller(made.key).get('/sync');
    const listed = (await keys()).find(({ id }) => id === made.id);
    expect(listed?.usedOn).toBe(new Date().toISOString().slice(0, 10));
  });

  it('shows none of another organisation', async () => {
    const { id } = await make();
    const other = (await newOrganisation()).as('admin');
    expect((await keys(other)).map((key) => key.id)).not.toContain(id);
  });
});

describe('DELETE /api-keys/:id', () => {
  it('ends the key at once', async () => {
    const { id, key } = await make();
    expect((await admin.delete(`/api-keys/${id}`)).status).toBe(204);
    expect((await caller(key).get('/sync')).body.error.code).toBe('auth.token-invalid');
    const again = await admin.delete(`/api-keys/${id}`);
    expect([again.status, again.body.error.code]).toEqual([404, 'api-key.not-found']);
  });

  it('is not for another organisation, nor for another role', async () => {
    const { id, key } = await make();
    const other = (await newOrganisation()).as('admin');
    expect((await other.delete(`/api-keys/${id}`)).status).toBe(404);
    expect((await organisation.as('dpo').delete(`/api-keys/${id}`)).status).toBe(403);
    expect((await caller(key).get('/sync')).status).toBe(403);
  });

  it('is in the audit, as is the making, without the name or the key', async () => {
    const made = await make({ name: 'For the audit' });
    await admin.delete(`/api-keys/${made.id}`);
    const { entries } = (
      await organisation.as('auditor').get<v.InferOutput<typeof AuditPage>>('/audit')
    ).body;
    const about = entries.filter(({ target }) => target === made.id);
    expect(about.map(({ action }) => action).sort()).toEqual(['api-key.made', 'api-key.revoked']);
    expect(about.every(({ actor }) => actor.startsWith('mem_'))).toBe(true);
    expect(JSON.stringify(about)).not.toMatch(/For the audit|heed_key_/);
  });
});
