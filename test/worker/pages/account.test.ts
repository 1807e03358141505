import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { newToken } from '../support/organisation.ts';
import type { Somebody } from '../support/people.ts';
import { audited, newOrganisationId, newPerson, password, signIn } from '../support/people.ts';

let person: Somebody;
beforeEach(async () => {
  person = await newPerson('rep');
});

const sessionsOf = async ({ email }: Somebody) =>
  (
    await env.DB.prepare(
      'SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = ? ORDER BY s.created_at',
    )
      .bind(email)
      .all<{ id: string }>()
  ).results.map(({ id }) => id);

describe('one’s sessions', () => {
  it('are listed by browser, without an address, and can be ended one by one', async () => {
    const { browser: other } = await signIn(person);
    const { text } = await person.browser.get('/account');
    expect(text.match(/Firefox on Linux, since/g)).toHaveLength(2);
    expect(text).toContain('This one');
    const [, second] = await sessionsOf(person);
    await person.browser.post(`/account/sessions/${second}/end`);
    expect((await other.get('/account')).status).toBe(303);
    expect((await person.browser.get('/account')).status).toBe(200);
    const kept = await env.DB.prepare('SELECT DISTINCT ip_address FROM sessions').all();
    expect(kept.results).toEqual([{ ip_address: '' }]);
  });

  it('can all be ended but this one', async () => {
    const others = [await signIn(person), await signIn(person)];
    await person.browser.post('/account/sessions/end-others');
    for (const { browser } of others) expect((await browser.get('/account')).status).toBe(303);
    expect((await person.browser.get('/account')).status).toBe(200);
  });

  it('cannot be ended by somebody else, of the same organisation or another', async () => {
    const colleague = await newPerson('admin', { orgId: person.orgId });
    const [id] = await sessionsOf(person);
    await colleague.browser.post(`/account/sessions/${id}/end`);
    expect((await person.browser.get('/account')).status).toBe(200);
  });
});

describe('one’s password', () => {
  const change = (more: object = {}) =>
    person.browser.post('/account/password', {
      password,
      newPassword: 'a new and long one',
      ...more,
    });

  it('is changed with the old one, which ends every other session', async () => {
    const { browser: other } = await signIn(person);
    expect((await change()).to).toBe('/account?done=password');
    expect((await other.get('/account')).status).toBe(303);
    expect((await person.browser.get('/account')).status).toBe(200);
    expect((await signIn(person)).answer.status).toBe(401);
    expect(await audited(person.orgId)).toContain('account.password-changed');
  });

  it.each([
    [{ password: 'not the password' }, 401, 'not your password'],
    [{ newPassword: 'too short' }, 400, 'at least 12 characters'],
  ])('is not changed by %j', async (more, status, words) => {
    const answer = await change(more);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect((await signIn(person)).answer.status).toBe(303);
  });

  it('is stored salted and hashed', async () => {
    // Who signs in at a provider of their organisation's has none.
    const { results } = await env.DB.prepare(
      'SELECT password FROM sign_in_methods WHERE password IS NOT NULL',
    ).all<{ password: string }>();
    expect(results.length).toBeGreaterThan(0);
    for (const { password: stored } of results)
      expect(stored).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect(new Set(results.map((row) => row.password)).size).toBe(results.length);
  });

  it('is limited in its tries', async () => {
    const limited = await newPerson('rep', {
      bindings: { ...env, SIGN_IN_LIMIT: env.TEST_LIMIT },
    });
    const statuses = [];
    for (let tries = 0; tries < 6; tries++) {
      const form = { password: 'not the password', newPassword: 'a new and long one' };
      statuses.push((await limited.browser.post('/account/password', form)).status);
    }
    expect(statuses).toContain(429);
  });
});

describe('one’s organisations', () => {
  it('are only those that one belongs to', async () => {
    const stranger = await newOrganisationId();
    await person.browser.post('/account/organisation', { id: stranger });
    expect((await person.browser.get('/account')).text).toContain(`Org ${person.orgId}`);
  });

  it('are said to be none to who was removed', async () => {
    await env.DB.prepare('DELETE FROM members WHERE org_id = ?').bind(person.orgId).run();
    const { status, text } = await person.browser.get('/account');
    expect(status).toBe(200);
    expect(text).toContain('You were removed');
    expect((await person.browser.get('/account/device')).status).toBe(403);
  });
});

describe('one’s connected browsers', () => {
  it('are one’s own alone, and can be disconnected', async () => {
    const { browser, orgId, email } = person;
    await newToken(orgId, { role: 'rep' });
    const memberId = await env.DB.prepare(
      'SELECT m.id FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.email = ?',
    )
      .bind(email)
      .first<string>('id');
    expect((await browser.get('/account')).text).not.toContain('Test browser');
    await env.DB.prepare(
      "INSERT INTO devices VALUES (?1, ?3, ?2, 'My <tablet>', randomblob(32), 0, 9e15, NULL)",
    )
      .bind(orgId, memberId, `dev_${memberId}`)
      .run();
    const { text } = await browser.get('/account');
    expect(text).toContain('My &lt;tablet&gt;');
    expect(text).toContain('not used yet');
    await browser.post(`/account/devices/dev_${memberId}/disconnect`);
    expect((await browser.get('/account')).text).not.toContain('tablet');
    const others = await env.DB.prepare('SELECT id FROM devices WHERE org_id = ?')
      .bind(orgId)
      .first<string>('id');
    await browser.post(`/account/devices/${others}/disconnect`);
    const left = await env.DB.prepare('SELECT 1 FROM devices WHERE id = ?').bind(others).first();
    expect(left).not.toBeNull();
  });
});
