import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { requestDevice } from '../../../worker/store/access/device-requests.ts';
import { Browser, origin } from '../support/browser.ts';
import type { Somebody } from '../support/people.ts';
import { invite, newPerson } from '../support/people.ts';

/** Every path of ours below /account, with something in place of what varies. */
const paths = (method: string): string[] => {
  const all = app.routes
    .filter((route) => route.method === method && route.path.startsWith('/account'))
    .map(({ path }) => path.replaceAll(/:\w+/g, 'x1').replace('/*', '/nowhere'));
  return [...new Set(all)];
};

let admin: Somebody;
let opened: string[];
beforeAll(async () => {
  admin = await newPerson('admin');
  const { userCode } = await requestDevice(env.DB, 'Chrome on Linux', Date.now());
  opened = [
    ...paths('GET'),
    `/account/device?code=${userCode}`,
    '/account/second-factor?backup=1',
    '/account/sign-in?error=domain',
    await invite(admin.orgId, 'rep', 'new@example.com'),
  ];
});

const tables = ['accounts', 'sessions', 'members', 'links', 'devices', 'device_requests', 'audit'];
const everything = async () => {
  const rows = await env.DB.batch(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)));
  return JSON.stringify(rows.map(({ results }) => results));
};

it('knows the pages there are', () => {
  expect(paths('GET').length).toBeGreaterThanOrEqual(9);
  expect(paths('POST').length).toBeGreaterThanOrEqual(25);
});

it('is where the worker’s own address leads', async () => {
  const { status, to } = await new Browser().get('/');
  expect([status, to]).toEqual([302, '/account']);
});

describe('a page of ours', () => {
  it('changes nothing by being looked at, signed in or not', async () => {
    const before = await everything();
    for (const path of opened) {
      await admin.browser.get(path);
      await new Browser().get(path);
    }
    expect(await everything()).toBe(before);
  });

  it('runs and shows nothing but our own, is framed by nobody and kept by no cache', async () => {
    for (const path of opened)
      for (const browser of [admin.browser, new Browser()]) {
        const { headers, text, status } = await browser.get(path);
        const policy = headers.get('content-security-policy') ?? '';
        expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
        expect(headers.get('x-content-type-options')).toBe('nosniff');
        expect(headers.get('x-frame-options')).toBe('DENY');
        expect(headers.get('strict-transport-security')).toContain('max-age=');
        if (/\.(css|js|svg)$/.test(path)) continue;
        for (const part of ["default-src 'none'", "script-src 'self'", "form-action 'self'"])
          expect([path, policy]).toEqual([path, expect.stringContaining(part)]);
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/unsafe|\*|data:/);
        expect(headers.get('referrer-policy')).toBe('same-origin');
        // What the policy would stop is not there to begin with.
        expect([path, text]).toEqual([path, expect.not.stringMatching(/<style|\sstyle=|\son\w+=/)]);
        expect(text).not.toMatch(/<script(?! type="module" src="\/account\/passkey.js">)/);
        if (status === 200) expect(text).toMatch(/<html lang="en">.*<title>.+<\/title>.*<h1>/s);
      }
  });

  it('shows who is not signed in the way in', async () => {
    const open = /^\/account\/(sign-in|second-factor|link|style|passkey.js|icon)/;
    for (const path of opened.filter((one) => !open.test(one))) {
      const { status, to } = await new Browser().get(path);
      expect([path, status, to.split('?')[0]]).toEqual([path, 303, '/account/sign-in']);
    }
  });

  it.each(['https://evil.example', 'null', ''])(
    'takes no form from a page at "%s", whoever is signed in',
    async (from) => {
      const before = await everything();
      for (const path of paths('POST')) {
        const { status, text } = await admin.browser.post(path, {}, { origin: from });
        expect([path, status]).toEqual([path, 403]);
        expect(text).toContain('came from another site');
      }
      expect(await everything()).toBe(before);
    },
  );

  it('answers a missing field, and one of another kind, with a page and no failure', async () => {
    const forms = [
      {},
      { code: ['a', 'b'], password: ['a', 'b'], name: ['a', 'b'], id: ['a', 'b'] },
    ];
    let somebody = await newPerson('admin', { orgId: admin.orgId });
    for (const path of paths('POST').filter((one) => !one.includes('sign-out')))
      for (const form of forms) {
        // Some of these sign one out.
        if ((await somebody.browser.get('/account')).status !== 200)
          somebody = await newPerson('admin', { orgId: admin.orgId });
        const { status, text } = await somebody.browser.post(path, form);
        expect([path, status < 500]).toEqual([path, true]);
        expect(text).not.toContain('undefined');
      }
  });

  it('says so in words when something is amiss with the server', async () => {
    const { status, text } = await new Browser({ ...env, DB: env.EMPTY_DB }).post(
      '/account/sign-in',
      { email: 'a@example.com', password: 'a long enough one' },
    );
    expect(status).toBeGreaterThanOrEqual(500);
    expect(text).toContain('<h1>That did not work</h1>');
    expect(text).not.toContain('a@example.com');
  });
});

describe('a form of ours', () => {
  const fields = ['email', 'password', 'next', 'id', 'code', 'decision', 'name', 'role', 'scopes'];
  const files = () => {
    const body = new FormData();
    for (const field of fields) body.append(field, new File(['x'], 'x.txt'));
    return body;
  };
  const broken = { origin, 'content-type': 'multipart/form-data' };

  it('may be filled in with anything, and is refused in words', async () => {
    const somebody = await newPerson('admin');
    const forms = paths('POST').filter((path) => !/passkey|sign-out/.test(path));
    const trouble: string[] = [];
    for (const path of forms)
      for (const init of [
        { body: files(), headers: { origin } },
        { body: 'no form', headers: broken },
      ]) {
        const { status } = await somebody.browser.send(path, { method: 'POST', ...init });
        if (status >= 500) trouble.push(`${path} ${status}`);
      }
    expect(trouble).toEqual([]);
  });
});
