import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';
import { caller } from '../support/organisation.ts';
import type { Somebody } from '../support/people.ts';
import { newOrganisationId, newPerson } from '../support/people.ts';

let admin: Somebody;
let orgId: string;
beforeAll(async () => {
  orgId = await newOrganisationId();
  admin = await newPerson('admin', { orgId });
});

const form = (more: object = {}) => ({
  name: 'Nightly <import>',
  role: 'marketer',
  scopes: ['imports.run', 'check.run'],
  expiresInDays: '30',
  ...more,
});
const make = (more: object = {}) => admin.browser.post('/account/keys', form(more));
const list = async () => (await admin.browser.get('/account/keys')).text;

describe('the API keys page', () => {
  it.each(roles.filter((role) => role !== 'admin'))('is not for the role %s', async (role) => {
    const { browser } = await newPerson(role, { orgId });
    expect((await browser.get('/account/keys')).status).toBe(403);
    const { status, text } = await browser.post('/account/keys', form());
    expect([status, text.includes('heed_key_')]).toEqual([403, false]);
  });

  it('offers every right there is, in words', async () => {
    const text = await list();
    for (const action of actions) expect(text).toContain(`value="${action}"`);
  });

  it('makes a key that works, and shows it once', async () => {
    const { status, text } = await make();
    expect(status).toBe(201);
    const key = /heed_key_[0-9a-f]{64}/.exec(text)![0];
    const checked = await caller(key).post('/check', {
      recipients: [{ type: 'email', value: 'jane@example.com' }],
      channel: 'email',
    });
    expect(checked.status).toBe(200);
    const listed = await list();
    expect(listed).not.toContain(key);
    expect(listed).toContain('Nightly &lt;import&gt;');
    expect(listed).toContain('imports.run, check.run');
  });

  it('takes a single right, which a form sends as no list', async () => {
    expect((await make({ scopes: 'check.run' })).status).toBe(201);
  });

  it.each([
    [{ scopes: [] }, 'What it may do'],
    [{ scopes: 'members.manage' }, 'members.manage is more than the role marketer may'],
    [{ scopes: 'root' }, 'must be one of'],
    [{ name: '' }, 'Name: must not be empty'],
    [{ expiresInDays: '0' }, 'must be at least 1'],
    [{ expiresInDays: 'never' }, 'Days:'],
  ])('says what is wrong with %j', async (more, words) => {
    const { status, text } = await make(more);
    expect(status).toBe(400);
    expect(text).toContain(words);
    expect(text).not.toContain('heed_key_');
  });

  it('revokes, for its own organisation alone', async () => {
    const { text } = await make({ name: 'To be revoked' });
    const key = /heed_key_[0-9a-f]{64}/.exec(text)![0];
    const id = await env.DB.prepare("SELECT id FROM api_keys WHERE name = 'To be revoked'").first(
      'id',
    );
    const stranger = await newPerson('admin');
    await stranger.browser.post(`/account/keys/${id}/revoke`);
    expect((await caller(key).get('/sync')).status).toBe(403);
    await admin.browser.post(`/account/keys/${id}/revoke`);
    expect((await caller(key).get('/sync')).status).toBe(401);
  });
});
