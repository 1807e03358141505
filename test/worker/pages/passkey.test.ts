import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Browser } from '../support/browser.ts';
import type { Somebody } from '../support/people.ts';
import { audited, newPerson } from '../support/people.ts';

type Options = { challenge: string; rp?: { id: string }; rpId?: string; userVerification?: string };
type Answer = { next?: string; error?: { code: string; message: string } };

const optionsFor = async (browser: Browser, path: string) =>
  (await browser.postJson<Options>(path, {})).body;

async function add({ browser }: Somebody, key: Authenticator, told: object = {}) {
  const options = await optionsFor(browser, '/account/passkeys/options');
  const response = await key.register(options, told);
  return browser.postJson<Answer>('/account/passkeys', { response, name: 'Laptop' });
}

async function use(key: Authenticator, told: object = {}, browser = new Browser()) {
  const options = await optionsFor(browser, '/account/passkey/options');
  const response = await key.sign(options, told);
  const answer = await browser.postJson<Answer>('/account/passkey', {
    response,
    next: '/account/members',
  });
  return { browser, response, ...answer };
}

const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200;

let person: Somebody;
let key: Authenticator;
beforeEach(async () => {
  person = await newPerson('dpo');
  key = await Authenticator.make();
});

describe('a passkey', () => {
  it('signs in by itself, in a browser that knows nothing of the account', async () => {
    expect(await add(person, key)).toEqual({ status: 200, body: {} });
    expect((await person.browser.get('/account')).text).toContain('Laptop');
    const { status, body, browser } = await use(key);
    expect([status, body.next]).toEqual([200, '/account/members']);
    expect((await browser.get('/account')).text).toContain(person.name);
    expect(await audited(person.orgId)).toEqual([
      'account.passkey-added',
      'member.invited',
      'member.joined',
      'session.begun',
      'session.begun',
    ]);
  });

  it('is asked for with its owner verified, at this server, and to be found by itself', async () => {
    const options = await optionsFor(person.browser, '/account/passkeys/options');
    expect(options).toMatchObject({
      rp: { id: 'heed.example', name: 'Heed' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
  });

  it('is not taken from another site', async () => {
    const evil = { origin: 'https://evil.example' };
    expect((await add(person, key, evil)).status).toBe(400);
    await add(person, key);
    const { status, browser, body } = await use(key, evil);
    expect([status, await isIn(browser)]).toEqual([401, false]);
    expect(body.error!.message).toContain('Sign in another way');
  });

  it('is not taken when its owner showed no face, finger or PIN', async () => {
    expect((await add(person, key, { verified: false })).status).toBe(400);
    await add(person, key);
    const { status, browser } = await use(key, { verified: false });
    expect([status, await isIn(browser)]).toEqual([401, false]);
  });

  it('answers a challenge once, and only the one that was asked', async () => {
    await add(person, key);
    const { browser, response } = await use(key);
    await browser.post('/account/sign-out');
    const replay = await browser.postJson<Answer>('/account/passkey', { response });
    expect([replay.status, await isIn(browser)]).toEqual([401, false]);
    await optionsFor(browser, '/account/passkey/options');
    const old = await browser.postJson<Answer>('/account/passkey', { response });
    expect([old.status, await isIn(browser)]).toEqual([401, false]);
  });

  it('that is not known here opens nothing', async () => {
    const { status, browser } = await use(key);
    expect([status, await isIn(browser)]).toEqual([401, false]);
  });

  it('cannot be used by who only knows its id', async () => {
    await add(person, key);
    const thief = await Authenticator.make();
    const browser = new Browser();
    const options = await optionsFor(browser, '/account/passkey/options');
    const own = await key.sign(options);
    const response = { ...(await thief.sign(options)), id: own.id, rawId: own.rawId };
    const { status } = await browser.postJson<Answer>('/account/passkey', { response });
    expect([status, await isIn(browser)]).toEqual([401, false]);
  });

  it('cannot be added to somebody else with a challenge of one’s own', async () => {
    const other = await newPerson('rep');
    const options = await optionsFor(person.browser, '/account/passkeys/options');
    const response = await key.register(options);
    const { status } = await other.browser.postJson<Answer>('/account/passkeys', {
      response,
      name: 'Mine',
    });
    expect(status).toBe(400);
  });

  it('can be removed, by its owner alone', async () => {
    await add(person, key);
    const id = await env.DB.prepare(
      'SELECT id FROM passkeys ORDER BY created_at DESC',
    ).first<string>('id');
    const other = await newPerson('admin', { orgId: person.orgId });
    await other.browser.post(`/account/passkeys/${id}/remove`);
    expect((await use(key)).status).toBe(200);
    await person.browser.post(`/account/passkeys/${id}/remove`);
    expect((await use(key)).status).toBe(401);
  });

  it('is added only by who has signed in just now', async () => {
    await env.DB.prepare('UPDATE sessions SET created_at = created_at - 900000').run();
    const asked = await person.browser.postJson<Answer>('/account/passkeys/options', {});
    expect([asked.status, asked.body.error!.code]).toEqual([403, 'auth.not-fresh']);
    expect((await person.browser.get('/account')).text).toContain('sign out and in again');
  });

  it('is added by nobody who is not signed in', async () => {
    const { status, to } = await new Browser().send('/account/passkeys/options', {
      method: 'POST',
      body: '{}',
      headers: { origin: 'https://heed.example', 'content-type': 'application/json' },
    });
    expect([status, to]).toEqual([303, '/account/sign-in']);
  });
});
