import { beforeAll, describe, expect, it } from 'vitest';
import { env } from 'cloudflare:workers';
import { Browser } from '../support/browser.ts';
import type { Somebody } from '../support/people.ts';
import { audited, newPerson, password, signIn } from '../support/people.ts';
import { totp } from '../support/totp.ts';

/** Sets the authenticator app up; gives the secret that it shares with the server, and the backup codes. */
async function setUp({ browser }: Somebody): Promise<{ secret: string; codes: string[] }> {
  const { text } = await browser.post('/account/authenticator', { password });
  const secret = /secret=([A-Z2-7]+)/.exec(text)![1]!;
  const codes = [...text.matchAll(/<li>([\w-]{11})<\/li>/g)].map(([, code]) => code!);
  const code = await totp(secret);
  const { to } = await browser.post('/account/authenticator/confirm', { code });
  expect(to).toBe('/account?done=authenticator-on');
  return { secret, codes };
}

let person: Somebody;
let secret: string;
let codes: string[];
beforeAll(async () => {
  person = await newPerson('admin');
  ({ secret, codes } = await setUp(person));
});

const enter = (browser: Browser, code: string, more: object = {}) =>
  browser.post('/account/second-factor', { code, ...more });
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200;

describe('an authenticator app', () => {
  it('is asked for after the password, which alone opens nothing', async () => {
    const { browser, answer } = await signIn(person);
    expect(answer.to).toBe('/account/second-factor?next=%2Faccount');
    expect(await isIn(browser)).toBe(false);
    expect([...browser.cookies.keys()]).toEqual(['__Host-heed.two_factor']);
    const { to } = await enter(browser, await totp(secret), { next: '/account/members' });
    expect(to).toBe('/account/members');
    expect(await isIn(browser)).toBe(true);
  });

  it('leaves no session behind when the code never comes', async () => {
    const count = async () =>
      (await env.DB.prepare('SELECT count(*) AS n FROM sessions').first<number>('n'))!;
    const before = await count();
    await signIn(person);
    expect(await count()).toBe(before);
  });

  it.each(['000000', '', 'abcdef', "' OR 1=1 --"])('does not take %j', async (code) => {
    const { browser } = await signIn(person);
    const { status, text } = await enter(browser, code);
    expect([401, 400]).toContain(status);
    expect(text).toContain('role="alert"');
    expect(await isIn(browser)).toBe(false);
  });

  it('does not take the code of ten minutes ago', async () => {
    const { browser } = await signIn(person);
    const { status } = await enter(browser, await totp(secret, Date.now() - 600_000));
    expect(status).toBe(401);
  });

  it('does not take a code that somebody has signed in with already', async () => {
    const somebody = await newPerson('rep');
    const own = await setUp(somebody);
    const code = await totp(own.secret);
    const first = await signIn(somebody);
    await enter(first.browser, code);
    expect(await isIn(first.browser)).toBe(true);
    const second = await signIn(somebody);
    expect((await enter(second.browser, code)).to).toBe('/account/sign-in');
    expect(await isIn(second.browser)).toBe(false);
  });

  it('asks for the password again after five wrong codes', async () => {
    const guessed = await newPerson('rep');
    const own = await setUp(guessed);
    const { browser } = await signIn(guessed);
    const answers = [];
    for (let tries = 0; tries < 6; tries++) answers.push(await enter(browser, '000000'));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 303]);
    expect(answers.at(-1)!.to).toBe('/account/sign-in');
    expect((await enter(browser, await totp(own.secret))).to).toBe('/account/sign-in');
    expect(await isIn(browser)).toBe(false);
  });

  it('shuts an account for a while after ten wrong codes, over several tries', async () => {
    const guessed = await newPerson('rep');
    const own = await setUp(guessed);
    let last = '';
    for (let round = 0; round < 2; round++) {
      const { browser } = await signIn(guessed);
      for (let tries = 0; tries < 5; tries++) last = (await enter(browser, '000000')).text;
    }
    const { browser } = await signIn(guessed);
    last = (await enter(browser, await totp(own.secret))).text;
    expect(last).toContain('Wait a quarter of an hour');
    expect(await isIn(browser)).toBe(false);
  });

  it('can be replaced by a backup code, once', async () => {
    expect(codes).toHaveLength(10);
    const first = await signIn(person);
    const page = await first.browser.get('/account/second-factor?backup=1');
    expect(page.text).toContain('Backup code');
    await enter(first.browser, codes[0]!, { kind: 'backup' });
    expect(await isIn(first.browser)).toBe(true);
    const second = await signIn(person);
    expect((await enter(second.browser, codes[0]!, { kind: 'backup' })).status).toBe(401);
    expect(await isIn(second.browser)).toBe(false);
  });

  it('is nothing to who has not given the password', async () => {
    const browser = new Browser();
    expect((await enter(browser, await totp(secret))).to).toBe('/account/sign-in');
    expect(await isIn(browser)).toBe(false);
  });

  it('is set up and switched off only with the password', async () => {
    const somebody = await newPerson('rep');
    const wrong = { password: 'not the password' };
    expect((await somebody.browser.post('/account/authenticator', wrong)).status).toBe(401);
    await setUp(somebody);
    expect((await somebody.browser.post('/account/authenticator/off', wrong)).status).toBe(401);
    expect((await signIn(somebody)).answer.to).toContain('/account/second-factor');
    const off = await somebody.browser.post('/account/authenticator/off', { password });
    expect(off.to).toBe('/account?done=authenticator-off');
    expect((await signIn(somebody)).answer.to).toBe('/account');
    expect(await audited(somebody.orgId)).toEqual([
      'account.authenticator-off',
      'account.authenticator-on',
      'member.invited',
      'member.joined',
      'session.begun',
      'session.begun',
    ]);
  });

  it('is not on before the first code is entered', async () => {
    const somebody = await newPerson('rep');
    await somebody.browser.post('/account/authenticator', { password });
    const wrong = await somebody.browser.post('/account/authenticator/confirm', { code: '000000' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('name="code"');
    expect((await signIn(somebody)).answer.to).toBe('/account');
  });

  it('is kept encrypted, as are the backup codes', async () => {
    const { results } = await env.DB.prepare('SELECT * FROM second_factors').all();
    const all = JSON.stringify(results);
    for (const known of [secret, ...codes]) expect(all).not.toContain(known);
  });
});
