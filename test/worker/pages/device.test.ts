import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { showUserCode } from '../../../shared/access/user-code.ts';
import { pollDevice, requestDevice } from '../../../worker/store/access/device-requests.ts';
import { caller } from '../support/organisation.ts';
import type { Somebody } from '../support/people.ts';
import { newPerson } from '../support/people.ts';

let person: Somebody;
let deviceCode: string;
let userCode: string;
beforeEach(async () => {
  person = await newPerson('rep');
  ({ deviceCode, userCode } = await requestDevice(env.DB, 'Chrome <on> Linux', Date.now()));
});

const poll = (now = Date.now()) => pollDevice(env.DB, deviceCode, now);
const decide = (decision: string, code = userCode) =>
  person.browser.post('/account/device', { code, decision });

describe('connecting a browser', () => {
  it('shows what asks, and in whose name it would be', async () => {
    const typed = showUserCode(userCode).toLowerCase();
    const { status, text } = await person.browser.get(`/account/device?code=${typed}`);
    expect(status).toBe(200);
    for (const words of [showUserCode(userCode), 'Chrome &lt;on&gt; Linux', 'Sales', 'Deny'])
      expect(text).toContain(words);
  });

  it('decides nothing by being looked at', async () => {
    await person.browser.get(`/account/device?code=${userCode}`);
    await person.browser.get(`/account/device?code=${userCode}&decision=approve`);
    expect(await poll()).toBe('authorization_pending');
  });

  it('gives the browser a credential in one’s name once one approves', async () => {
    const { status, text } = await decide('approve');
    expect([status, text.includes('Approved')]).toEqual([200, true]);
    const polled = await poll();
    if (typeof polled === 'string') throw new Error(polled);
    const connected = caller(polled.token);
    const { body } = await connected.get<{ name: string; role: string }>('/devices/current');
    expect(body).toMatchObject({ name: person.name, role: 'rep' });
    expect((await person.browser.get('/account')).text).toContain('Chrome &lt;on&gt; Linux');
  });

  it('gives it none once one denies', async () => {
    expect((await decide('deny')).text).toContain('Denied');
    expect(await poll()).toBe('access_denied');
  });

  it.each(['', 'maybe', 'approve '])('is not decided by %j', async (decision) => {
    await decide(decision);
    expect(await poll()).toBe('authorization_pending');
  });

  it('is not decided by another site’s form', async () => {
    const { status } = await person.browser.post(
      '/account/device',
      { code: userCode, decision: 'approve' },
      { origin: 'https://evil.example' },
    );
    expect(status).toBe(403);
    expect(await poll()).toBe('authorization_pending');
  });

  it('takes no code that is unknown, spent or over', async () => {
    expect((await person.browser.get('/account/device?code=BCDF-GHJK')).status).toBe(404);
    expect((await decide('approve', 'no code')).status).toBe(404);
    await decide('deny');
    expect((await decide('approve')).status).toBe(404);
    const old = await requestDevice(env.DB, 'Old', Date.now() - 600_000);
    const { status, text } = await person.browser.get(`/account/device?code=${old.userCode}`);
    expect(status).toBe(404);
    expect(text).toContain('ten minutes');
  });

  it('does not let codes be tried one after the other', async () => {
    const bindings = { ...env, SIGN_IN_LIMIT: env.TEST_LIMIT };
    const guesser = await newPerson('rep', { bindings });
    const statuses = [];
    for (let tries = 0; tries < 6; tries++)
      statuses.push((await guesser.browser.get('/account/device?code=BCDF-GHJK')).status);
    expect(statuses).toContain(404);
    expect(statuses).toContain(429);
  });
});
