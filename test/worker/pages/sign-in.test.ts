import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, origin } from '../support/browser.ts';
import { request } from '../support/organisation.ts';
import type { Somebody } from '../support/people.ts';
import { audited, newPerson, password, signIn } from '../support/people.ts';

let person: Somebody;
beforeAll(async () => {
  person = await newPerson('dpo');
});

describe('signing in with a password', () => {
  it('leads to one’s account, with a cookie that only this server gets', async () => {
    const { browser, answer } = await signIn(person);
    expect([answer.status, answer.to]).toEqual([303, '/account']);
    expect([...browser.cookies.keys()]).toEqual(['__Host-heed.session_token']);
    const [cookie] = answer.headers.getSetCookie();
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=604800'])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    const account = await browser.get('/account');
    expect(account.text).toContain(person.name);
    expect(account.text).toContain('Data protection officer');
  });

  it('sets a plainer cookie where there is only http: on one’s own machine', async () => {
    const browser = new Browser();
    const { headers } = await browser.post(
      'http://localhost:8787/account/sign-in',
      { email: person.email, password },
      { origin: 'http://localhost:8787' },
    );
    expect(headers.getSetCookie()[0]).toMatch(/^heed\.session_token=/);
    expect(headers.getSetCookie()[0]).not.toContain('Secure');
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = await new Browser().post('/account/sign-in', {
      email: person.email,
      password: 'not the password',
    });
    const unknown = await new Browser().post('/account/sign-in', {
      email: 'nobody@example.com',
      password,
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const neutral = (text: string) => text.replace(/value="[^"]*@[^"]*"/, '');
    expect(neutral(wrong.text)).toBe(neutral(unknown.text));
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['', ''],
    ['no address', 'x'],
    ["' OR 1=1 --", "' OR 1=1 --"],
    ['a@example.com', 'x'.repeat(10_000)],
    ['<script>alert(1)</script>@example.com', '"><b>'],
  ])('refuses %s', async (email, wrong) => {
    const { status, text } = await new Browser().post('/account/sign-in', {
      email,
      password: wrong,
    });
    expect(status).toBe(401);
    expect(text).not.toContain('<script>alert');
  });

  it('is in the audit, as is a try with a wrong password', async () => {
    const { orgId, email } = await newPerson('rep');
    await signIn({ email });
    await new Browser().post('/account/sign-in', { email, password: 'not the password' });
    expect(await audited(orgId)).toEqual([
      'member.invited',
      'member.joined',
      'session.begun',
      'session.begun',
      'session.refused',
    ]);
    const { results } = await env.DB.prepare('SELECT * FROM audit WHERE org_id = ?')
      .bind(orgId)
      .all();
    expect(JSON.stringify(results)).not.toContain(email);
  });

  it('is limited by account, also for who comes from many addresses', async () => {
    const bindings = { ...env, SIGN_IN_LIMIT: env.TEST_LIMIT };
    const statuses = [];
    for (let tries = 0; tries < 6; tries++) {
      const headers = { 'cf-connecting-ip': `10.1.0.${tries}` };
      const form = { email: 'LIMITED@example.com', password: 'a wrong password' };
      const { status } = await new Browser(bindings).post('/account/sign-in', form, headers);
      statuses.push(status);
    }
    expect(statuses).toContain(401);
    expect(statuses).toContain(429);
  });

  it('is limited by address, also for who tries many accounts', async () => {
    const bindings = { ...env, ATTEMPT_LIMIT: env.TEST_LIMIT };
    const answers = [];
    for (let tries = 0; tries < 6; tries++) {
      const headers = { 'cf-connecting-ip': '10.2.0.1' };
      const form = { email: `a${tries}@example.com`, password: 'a wrong password' };
      answers.push(await new Browser(bindings).post('/account/sign-in', form, headers));
    }
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get('retry-after')).toBe('60');
    expect(refused?.text).toContain('Wait a minute');
  });
});

describe('where signing in leads', () => {
  it('is the page that one came for', async () => {
    const asked = await new Browser().get('/account/device?code=BCDF-GHJK');
    expect(asked.status).toBe(303);
    const next = new URL(asked.to, origin).searchParams.get('next')!;
    expect(next).toBe('/account/device?code=BCDF-GHJK');
    const { answer } = await signIn(person, { next });
    expect(answer.to).toBe(next);
  });

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/account/..//evil.example',
    '/account@evil.example',
    'javascript:alert(1)',
    '/account\r\nSet-Cookie: a=b',
    '/api/v1/health',
  ])('is never %s', async (next) => {
    const { answer } = await signIn(person, { next });
    expect(answer.to).toBe('/account');
    const page = await new Browser().get(`/account/sign-in?next=${encodeURIComponent(next)}`);
    expect(page.text).toContain('name="next" value="/account"');
  });

  it('is one’s account at once for who is signed in already', async () => {
    const { status, to } = await person.browser.get('/account/sign-in?next=/account/members');
    expect([status, to]).toEqual([303, '/account/members']);
  });
});

describe('a session', () => {
  const withCookie = (browser: Browser) =>
    [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = (cookie: string, init: RequestInit = {}, path = '/audit') =>
    request(path, { ...init, headers: { cookie, ...init.headers } }, env, origin);

  it('opens the API too, for what one’s role may', async () => {
    const cookie = withCookie(person.browser);
    expect((await ask(cookie)).status).toBe(200);
    expect((await ask(cookie, {}, '/api-keys')).body.error.code).toBe('auth.role');
  });

  it('opens nothing when its cookie was changed, or is another’s', async () => {
    const [[name, value]] = [...person.browser.cookies] as [[string, string]];
    const [token, signature] = decodeURIComponent(value).split('.') as [string, string];
    const other = await newPerson('dpo');
    const [[, others]] = [...other.browser.cookies] as [[string, string]];
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -2)}A=`,
      `${token}x.${signature}`,
      `${token}.${decodeURIComponent(others).split('.')[1]}`,
    ]) {
      const { status } = await ask(`${name}=${encodeURIComponent(forged)}`);
      expect([forged, status]).toEqual([forged, 401]);
    }
  });

  it('ends by itself', async () => {
    const { browser } = await signIn(person);
    const cookie = withCookie(browser);
    await env.DB.prepare('UPDATE sessions SET expires_at = ?1 WHERE token = ?2')
      .bind(Date.now() - 1, decodeURIComponent(cookie).replace(/^[^=]+=([^.]+).*/, '$1'))
      .run();
    expect((await ask(cookie)).body.error.code).toBe('auth.token-invalid');
    expect((await browser.get('/account')).status).toBe(303);
  });

  it('ends for good when one signs out', async () => {
    const { browser } = await signIn(person);
    const cookie = withCookie(browser);
    const { to } = await browser.post('/account/sign-out');
    expect([to, browser.cookies.size]).toEqual(['/account/sign-in', 0]);
    expect((await ask(cookie)).status).toBe(401);
  });

  it.each(['https://evil.example', 'null', undefined])(
    'changes nothing for a page at %s, which the browser would send the cookie for',
    async (from) => {
      const post = (path: string, body: BodyInit, type: string) =>
        ask(
          withCookie(person.browser),
          {
            method: 'POST',
            body,
            headers: { 'content-type': type, ...(from && { origin: from }) },
          },
          path,
        );
      const { status, body } = await post('/check', '{}', 'application/json');
      expect([status, body.error.code]).toEqual([403, 'auth.cross-site']);
    },
  );

  it('changes what its own page asks for', async () => {
    const body = JSON.stringify({
      recipients: [{ type: 'email', value: 'jane@example.com' }],
      channel: 'email',
    });
    const headers = { 'content-type': 'application/json', origin };
    const { status } = await ask(
      withCookie(person.browser),
      { method: 'POST', body, headers },
      '/check',
    );
    expect(status).toBe(200);
  });
});
