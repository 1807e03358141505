import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../../shared/policy/policy.ts';
import type { AuditPage, Members, OneTimeLink } from '../../../shared/protocol/access.ts';
import { openLink } from '../../../worker/store/access/links.ts';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { caller, newOrganisation, newToken } from '../support/organisation.ts';

type All = v.InferOutput<typeof Members>;
type Link = v.InferOutput<typeof OneTimeLink>;

let organisation: Organisation;
let admin: Caller;
beforeEach(async () => {
  organisation = await newOrganisation();
  admin = organisation.as('admin');
});

const list = async (by = admin) => (await by.get<All>('/members')).body;
const idOf = async (role: string) => (await list()).members.find((one) => one.role === role)!.id;
const invite = (more: object = {}, by = admin) =>
  by.post<Link>('/members/invitations', { email: 'New@Example.com ', role: 'rep', ...more });
const secretOf = ({ url }: Link) => url.split('/').at(-1)!;
const opened = (link: Link) => openLink(env.DB, secretOf(link), Date.now());
const audited = async () =>
  (await admin.get<v.InferOutput<typeof AuditPage>>('/audit')).body.entries.map(
    ({ action, target }) => [action, target],
  );

describe('GET /members', () => {
  itNeedsAToken((by) => by.get('/members'), { refuses: ['marketer', 'rep'], keys: false });

  it('lists everybody with their role, and nobody of another organisation', async () => {
    const { members, invitations } = await list(organisation.as('auditor'));
    expect(members.map(({ role }) => role).sort()).toEqual([...roles].sort());
    expect(members[0]).toMatchObject({ name: 'Test', secondFactor: false });
    expect(invitations).toEqual([]);
    const others = await list((await newOrganisation()).as('admin'));
    const ids = members.map(({ id }) => id);
    expect(others.members.filter(({ id }) => ids.includes(id))).toEqual([]);
  });
});

describe('POST /members/invitations', () => {
  itReadsJson('/members/invitations', { allow: 'POST, PATCH, DELETE' });

  it.each(roles.filter((role) => role !== 'admin'))('is not for the role %s', async (role) => {
    const { status, body } = await invite({}, organisation.as(role));
    expect([status, (body as never as { error: { code: string } }).error.code]).toEqual([
      403,
      'auth.role',
    ]);
  });

  it('gives a link that is shown once, holds three days and is for one address', async () => {
    const { status, body } = await invite();
    expect(status).toBe(201);
    expect(body.url).toMatch(/\/account\/link\/heed_link_[0-9a-f]{64}$/);
    const days = (Date.parse(body.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(2.9);
    expect(days).toBeLessThanOrEqual(3);
    const { invitations } = await list();
    expect(invitations).toMatchObject([{ id: body.id, email: 'new@example.com', role: 'rep' }]);
    expect(JSON.stringify(invitations)).not.toContain(secretOf(body).slice(10));
    expect(await opened(body)).toMatchObject({ email: 'new@example.com', isFirst: false });
  });

  it('refuses somebody who is here', async () => {
    const { email } = (await list()).members[0]!;
    const { status, body } = await admin.post('/members/invitations', { email, role: 'rep' });
    expect([status, body.error.code]).toEqual([409, 'member.here-already']);
    expect(body.error.message).not.toContain(email);
  });

  it.each([
    [{ email: 'no address' }, 'email: must be an e-mail address.'],
    [{ role: 'root' }, 'role: must be one of'],
  ])('refuses %j', async (more, message) => {
    const { status, body } = await admin.post('/members/invitations', {
      email: 'a@example.com',
      role: 'rep',
      ...more,
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('can be withdrawn, by its own organisation', async () => {
    const { body } = await invite();
    const path = `/members/invitations/${body.id}`;
    expect((await (await newOrganisation()).as('admin').delete(path)).status).toBe(404);
    expect(await opened(body)).toBeDefined();
    expect((await admin.delete(path)).status).toBe(204);
    expect(await opened(body)).toBeUndefined();
    expect((await admin.delete(path)).status).toBe(404);
    expect(await audited()).toEqual([
      ['member.invitation-withdrawn', body.id],
      ['member.invited', body.id],
    ]);
  });
});

describe('PATCH /members/:id', () => {
  it('changes what somebody may, at once', async () => {
    const rep = organisation.as('rep');
    expect((await rep.get('/audit')).status).toBe(403);
    const id = await idOf('rep');
    expect((await admin.patch(`/members/${id}`, { role: 'auditor' })).status).toBe(204);
    expect((await rep.get('/audit')).status).toBe(200);
    expect(await audited()).toEqual([['member.role-changed', id]]);
  });

  it('leaves an administrator', async () => {
    const id = await idOf('admin');
    const refused = await admin.patch(`/members/${id}`, { role: 'rep' });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'member.last-admin']);
    await admin.patch(`/members/${await idOf('dpo')}`, { role: 'admin' });
    expect((await admin.patch(`/members/${id}`, { role: 'rep' })).status).toBe(204);
  });

  it('reaches nobody of another organisation, and is for administrators alone', async () => {
    const id = await idOf('rep');
    const other = (await newOrganisation()).as('admin');
    expect((await other.patch(`/members/${id}`, { role: 'admin' })).status).toBe(404);
    const self = await organisation
      .as('dpo')
      .patch(`/members/${await idOf('dpo')}`, { role: 'admin' });
    expect(self.status).toBe(403);
    expect((await admin.patch('/members/mem_none', { role: 'rep' })).status).toBe(404);
    expect(await audited()).toEqual([]);
  });
});

describe('DELETE /members/:id', () => {
  it('disconnects them, and their account goes with their last membership', async () => {
    const id = await idOf('rep');
    const account = 'SELECT account_id FROM members WHERE id = ?';
    const accountId = await env.DB.prepare(account).bind(id).first<string>('account_id');
    expect((await admin.delete(`/members/${id}`)).status).toBe(204);
    const gone = await organisation.as('rep').get('/sync');
    expect([gone.status, gone.body.error.code]).toEqual([401, 'auth.token-invalid']);
    const left = await env.DB.prepare('SELECT 1 FROM accounts WHERE id = ?')
      .bind(accountId)
      .first();
    expect(left).toBeNull();
    expect(await audited()).toEqual([['member.removed', id]]);
  });

  it('leaves the account of somebody who belongs elsewhere too', async () => {
    const other = await newOrganisation();
    const id = await idOf('rep');
    await env.DB.prepare(
      "INSERT INTO members SELECT ?1, 'mem_elsewhere', account_id, 'rep', 0 FROM members WHERE id = ?2",
    )
      .bind(other.id, id)
      .run();
    expect((await admin.delete(`/members/${id}`)).status).toBe(204);
    const { members } = await list(other.as('admin'));
    expect(members.map((one) => one.id)).toContain('mem_elsewhere');
  });

  it('leaves an administrator, whoever asks', async () => {
    const id = await idOf('admin');
    const refused = await admin.delete(`/members/${id}`);
    expect([refused.status, refused.body.error.code]).toEqual([409, 'member.last-admin']);
    const second = caller(await newToken(organisation.id, { role: 'admin' }));
    expect((await second.delete(`/members/${id}`)).status).toBe(204);
  });

  it('reaches nobody of another organisation', async () => {
    const other = (await newOrganisation()).as('admin');
    expect((await other.delete(`/members/${await idOf('rep')}`)).status).toBe(404);
    expect((await organisation.as('rep').get('/sync')).status).toBe(200);
  });
});

describe('POST /members/:id/reset', () => {
  it('gives a link that is for that member', async () => {
    const id = await idOf('rep');
    const { email } = (await list()).members.find((one) => one.id === id)!;
    const { status, body } = await admin.post<Link>(`/members/${id}/reset`, {});
    expect(status).toBe(201);
    expect(await opened(body)).toMatchObject({ kind: 'reset', email });
    await admin.delete(`/members/${id}`);
    expect(await opened(body)).toBeUndefined();
  });

  it('is refused for somebody who belongs to another organisation too', async () => {
    const id = await idOf('rep');
    await env.DB.prepare(
      "INSERT INTO members SELECT ?1, 'mem_there', account_id, 'admin', 0 FROM members WHERE id = ?2",
    )
      .bind((await newOrganisation()).id, id)
      .run();
    const { status, body } = await admin.post(`/members/${id}/reset`, {});
    expect([status, body.error.code]).toEqual([409, 'member.elsewhere-too']);
  });

  it('reaches nobody of another organisation, and is for administrators alone', async () => {
    const path = `/members/${await idOf('rep')}/reset`;
    expect((await (await newOrganisation()).as('admin').post(path, {})).status).toBe(404);
    expect((await organisation.as('dpo').post(path, {})).status).toBe(403);
  });
});
