import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { linkLasts, makeLink } from '../../../worker/store/access/links.ts';
import { Browser } from '../support/browser.ts';
import type { Somebody } from '../support/people.ts';
import {
  audited,
  invite,
  newOrganisationId,
  newPerson,
  password,
  signIn,
} from '../support/people.ts';

// The first to sign in waits for better-auth to be loaded.
beforeAll(() => newPerson('rep'), 60_000);

const given = { name: 'Nia New', password };
const membersOf = async (orgId: string) =>
  (
    await env.DB.prepare('SELECT role FROM members WHERE org_id = ?')
      .bind(orgId)
      .all<{ role: string }>()
  ).results;

/** What an administrator hands to somebody who cannot sign in any more. */
async function resetLink(admin: Somebody, person: Somebody): Promise<string> {
  const id = await env.DB.prepare(
    'SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.email = ?',
  )
    .bind(person.email)
    .first<string>('id');
  const offered = await admin.browser.post(`/account/members/${id}/reset`);
  expect(offered.status).toBe(201);
  return /\/account\/link\/heed_link_\w+/.exec(offered.text)![0];
}

describe('an invitation', () => {
  it('makes a member in its role, with its address whatever the form says', async () => {
    const orgId = await newOrganisationId();
    await newPerson('admin', { orgId });
    const link = await invite(orgId, 'auditor', 'nia@example.com');
    const browser = new Browser();
    const page = await browser.get(link);
    expect(page.text).toContain('Auditor');
    await browser.post(link, { ...given, email: 'other@example.com', organisation: 'Mine now' });
    const account = (await browser.get('/account')).text;
    expect(account).toContain('nia@example.com');
    expect(account).toContain(`Org ${orgId}`);
    expect((await membersOf(orgId)).map(({ role }) => role).sort()).toEqual(['admin', 'auditor']);
    expect(await audited(orgId)).toContain('member.joined');
  });

  it.each([
    [{ password: 'too short' }, 'at least 12 characters'],
    [{ password: 'x'.repeat(129) }, 'at most 128'],
    [{ name: ' ' }, 'Name: must not be empty'],
    [{ name: 'x'.repeat(81) }, 'at most 80'],
  ])('says what is wrong with %j, and stays', async (more, words) => {
    const link = await invite(await newOrganisationId(), 'rep', 'wrong@example.com');
    const { status, text } = await new Browser().post(link, { ...given, ...more });
    expect(status).toBe(400);
    expect(text).toContain(words);
    expect((await new Browser().get(link)).status).toBe(200);
  });

  it('lets somebody with an account join another organisation, and work there', async () => {
    const person = await newPerson('rep');
    const orgId = await newOrganisationId();
    await newPerson('admin', { orgId });
    const link = await invite(orgId, 'dpo', person.email);
    expect((await person.browser.get(link)).text).toContain(`You are signed in as ${person.name}`);
    await person.browser.post(link);
    expect((await person.browser.get('/account')).text).toContain('Data protection officer');
    await person.browser.post('/account/organisation', { id: person.orgId });
    expect((await person.browser.get('/account')).text).toContain('Sales');
  });

  it('is for its own address alone, and keeps the role of who is here already', async () => {
    const person = await newPerson('rep');
    const orgId = await newOrganisationId();
    const others = await invite(orgId, 'admin', 'somebody.else@example.com');
    expect((await person.browser.get(others)).text).toContain('Sign out first');
    expect((await person.browser.post(others)).status).toBe(400);
    expect(await membersOf(orgId)).toEqual([]);
    await person.browser.post(await invite(person.orgId, 'admin', person.email));
    expect(await membersOf(person.orgId)).toEqual([{ role: 'rep' }]);
  });

  it('asks who has an account to sign in with it', async () => {
    const person = await newPerson('rep');
    const link = await invite(await newOrganisationId(), 'rep', person.email);
    const { status, text } = await new Browser().post(link, given);
    expect(status).toBe(400);
    expect(text).toContain('Sign in with it');
    expect((await signIn(person)).answer.status).toBe(303);
  });

  it('ends after three days', async () => {
    const orgId = await newOrganisationId();
    const by = { actor: 'mem_test', now: Date.now() - linkLasts };
    const { secret } = await makeLink({ db: env.DB, orgId }, { kind: 'join', role: 'rep' }, by);
    const { status, text } = await new Browser().get(`/account/link/${secret}`);
    expect(status).toBe(410);
    expect(text).toContain('three days');
    expect((await new Browser().post(`/account/link/${secret}`, given)).status).toBe(410);
  });

  it.each(['heed_link_0', 'x', "'OR'1'='1", '%00'])('is not %s', async (secret) => {
    expect((await new Browser().get(`/account/link/${secret}`)).status).toBe(410);
  });
});

describe('a link to sign in anew', () => {
  it('sets a new password, and takes off all that opened the account before', async () => {
    const orgId = await newOrganisationId();
    const admin = await newPerson('admin', { orgId });
    const person = await newPerson('rep', { orgId });
    const link = await resetLink(admin, person);
    const browser = new Browser();
    expect((await browser.get(link)).text).toContain(person.email);
    expect((await browser.post(link, { password: 'a new and long one' })).to).toBe(
      '/account?done=reset',
    );
    expect((await browser.get('/account')).status).toBe(200);
    expect((await person.browser.get('/account')).status).toBe(303);
    expect((await signIn(person)).answer.status).toBe(401);
    const now = new Browser();
    await now.post('/account/sign-in', { email: person.email, password: 'a new and long one' });
    expect((await now.get('/account')).status).toBe(200);
    expect((await browser.get(link)).status).toBe(410);
    expect(await audited(orgId)).toEqual(
      expect.arrayContaining(['member.reset', 'member.reset-offered']),
    );
  });

  it('opens nothing any more once they belong to another organisation, whose member they would be', async () => {
    const orgId = await newOrganisationId();
    const admin = await newPerson('admin', { orgId });
    const person = await newPerson('rep', { orgId });
    const link = await resetLink(admin, person);
    await person.browser.post(await invite(await newOrganisationId(), 'dpo', person.email));
    const anybody = new Browser();
    expect((await anybody.get(link)).status).toBe(410);
    expect((await anybody.post(link, { password: 'a new and long one' })).status).toBe(410);
    expect((await person.browser.get('/account')).status).toBe(200);
  });
});
