import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { permissions } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';
import { newToken } from '../support/organisation.ts';
import type { Somebody } from '../support/people.ts';
import { newOrganisationId, newPerson } from '../support/people.ts';

const people = new Map<string, Somebody>();
let admin: Somebody;
let stranger: Somebody;
beforeAll(async () => {
  const orgId = await newOrganisationId();
  for (const role of roles) people.set(role, await newPerson(role, { orgId }));
  admin = people.get('admin')!;
  stranger = await newPerson('admin');
});

const memberId = ({ email }: Somebody) =>
  env.DB.prepare(
    'SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.email = ?',
  )
    .bind(email)
    .first<string>('id');
const roleOf = async (somebody: Somebody) =>
  env.DB.prepare('SELECT role FROM members WHERE id = ?')
    .bind(await memberId(somebody))
    .first<string>('role');

describe('the members page', () => {
  it.each(roles)('is shown to the role %s only if it may see it', async (role) => {
    const { status, text } = await people.get(role)!.browser.get('/account/members');
    expect(status).toBe(permissions['members.read'].roles.includes(role) ? 200 : 403);
    expect(text.includes('Make the link')).toBe(role === 'admin');
    expect(text.includes(admin.email)).toBe(status === 200);
  });

  it('shows nobody of another organisation', async () => {
    const { text } = await stranger.browser.get('/account/members');
    expect(text).not.toContain(admin.email);
  });

  it('links to what one’s role may, and to nothing else', async () => {
    const linked = async (role: string) => {
      const { text } = await people.get(role)!.browser.get('/account');
      return ['/account/members', '/account/keys'].filter((path) =>
        text.includes(`href="${path}"`),
      );
    };
    expect(await linked('admin')).toEqual(['/account/members', '/account/keys']);
    expect(await linked('dpo')).toEqual(['/account/members']);
    expect(await linked('rep')).toEqual([]);
  });
});

describe('managing members', () => {
  it.each(roles.filter((role) => role !== 'admin'))('is not for the role %s', async (role) => {
    const { browser } = people.get(role)!;
    const id = await memberId(people.get('rep')!);
    const tries = [
      browser.post('/account/members/invitations', { email: 'x@example.com', role: 'admin' }),
      browser.post(`/account/members/${id}/role`, { role: 'admin' }),
      browser.post(`/account/members/${id}/remove`),
      browser.post(`/account/members/${id}/reset`),
    ];
    for (const answer of await Promise.all(tries)) expect(answer.status).toBe(403);
    expect(await roleOf(people.get('rep')!)).toBe('rep');
  });

  it('reaches nobody of another organisation', async () => {
    const id = await memberId(people.get('rep')!);
    const { to } = await stranger.browser.post(`/account/members/${id}/role`, { role: 'auditor' });
    expect(to).toBe('/account/members?told=missing');
    expect((await stranger.browser.post(`/account/members/${id}/remove`)).to).toContain('missing');
    expect((await stranger.browser.post(`/account/members/${id}/reset`)).status).toBe(404);
    expect(await roleOf(people.get('rep')!)).toBe('rep');
  });

  it('changes a role, but not the last administrator’s', async () => {
    const marketer = people.get('marketer')!;
    const change = async (somebody: Somebody, role: string) =>
      (await admin.browser.post(`/account/members/${await memberId(somebody)}/role`, { role })).to;
    expect(await change(marketer, 'auditor')).toBe('/account/members?told=done');
    expect(await roleOf(marketer)).toBe('auditor');
    const refused = await change(admin, 'rep');
    expect(refused).toBe('/account/members?told=last-admin');
    expect((await admin.browser.get(refused)).text).toContain('last administrator');
    expect(await change(marketer, 'marketer')).toContain('done');
  });

  it('invites with a link that is shown once, and can be withdrawn', async () => {
    const email = 'invited@example.com';
    const made = await admin.browser.post('/account/members/invitations', { email, role: 'dpo' });
    expect(made.status).toBe(201);
    const [link] = /\/account\/link\/heed_link_\w+/.exec(made.text)!;
    expect(made.text).toContain(email);
    const list = await admin.browser.get('/account/members');
    expect(list.text).toContain(email);
    expect(list.text).not.toContain(link);
    const [, id] = /invitations\/(lnk_\w+)\/withdraw/.exec(list.text)!;
    await admin.browser.post(`/account/members/invitations/${id}/withdraw`);
    expect((await admin.browser.get(link)).status).toBe(410);
  });

  it('says what is wrong with an invitation', async () => {
    const form = { email: 'no address', role: 'rep' };
    const wrong = await admin.browser.post('/account/members/invitations', form);
    expect([wrong.status, wrong.text.includes('must be an e-mail address')]).toEqual([400, true]);
    const here = await admin.browser.post('/account/members/invitations', {
      email: people.get('rep')!.email,
      role: 'rep',
    });
    expect([here.status, here.text.includes('belongs to the organisation already')]).toEqual([
      409,
      true,
    ]);
  });

  it('disconnects anybody’s browser, for an administrator', async () => {
    await newToken(admin.orgId, { role: 'rep' });
    const { text } = await admin.browser.get('/account/members');
    const [path] = /\/account\/members\/devices\/dev_\w+\/disconnect/.exec(text)!;
    expect((await people.get('dpo')!.browser.post(path)).status).toBe(403);
    expect((await stranger.browser.post(path)).to).toContain('missing');
    expect((await admin.browser.post(path)).to).toContain('done');
    expect((await admin.browser.get('/account/members')).text).not.toContain('Test browser');
  });

  it('removes somebody, whose session then opens nothing', async () => {
    const auditor = people.get('auditor')!;
    await admin.browser.post(`/account/members/${await memberId(auditor)}/remove`);
    expect((await auditor.browser.get('/account/members')).status).toBe(303);
  });
});
