import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { request } from '../support/organisation.ts';

const bindings = {
  ...env,
  EXTENSION_ORIGINS: ' chrome-extension://abcdefghijklmnop   moz-extension://* ',
};
const from = (origin: string, init: RequestInit = {}) =>
  request('/health', { ...init, headers: { origin, ...init.headers } }, bindings);
const corsOf = (headers: Headers): string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control'));

describe('every answer', () => {
  it.each(['/health', '/nowhere', '/check', '/sync'])('to %s is guarded', async (path) => {
    const { headers } = await request(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('has a request id of ours, whatever the caller sends', async () => {
    const sent = { headers: { 'x-request-id': 'forged' } };
    const ids = [await request('/health', sent), await request('/health')].map(({ headers }) =>
      headers.get('x-request-id'),
    );
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('has the request id in an error’s body too', async () => {
    const { body, headers } = await request('/nowhere');
    expect(body.error.requestId).toBe(headers.get('x-request-id'));
  });
});

describe('a page of the extension', () => {
  it.each([
    'chrome-extension://abcdefghijklmnop',
    'moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc',
  ])('at %s may read answers', async (origin) => {
    const { headers } = await from(origin);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-expose-headers')).toBe('ETag, X-Request-Id');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  it('may ask beforehand', async () => {
    const { status, headers, body } = await from('chrome-extension://abcdefghijklmnop', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });
    expect([status, body]).toEqual([204, '']);
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
  });

  it('may read an error', async () => {
    const headers = { origin: 'chrome-extension://abcdefghijklmnop' };
    const answer = await request('/sync', { headers }, bindings);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe(headers.origin);
  });
});

describe('a web page', () => {
  it.each([
    'https://evil.example',
    'https://mail.google.com',
    'null',
    'chrome-extension://abcdefghijklmnopq',
    'chrome-extension://',
    'moz-extension://',
    'moz-extension://a.evil.example/x y',
    'https://moz-extension://a',
  ])('at %s gets no leave to read', async (origin) => {
    const { status, headers } = await from(origin);
    expect(status).toBe(200);
    expect(corsOf(headers)).toEqual([]);
    expect(headers.get('vary')).toContain('Origin');
  });

  it('gets none by asking beforehand either', async () => {
    const { status, headers } = await from('https://evil.example', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(405);
    expect(corsOf(headers)).toEqual([]);
  });

  it('gets none where no origin is configured', async () => {
    const { EXTENSION_ORIGINS: _, ...without } = env;
    const headers = { origin: 'chrome-extension://abcdefghijklmnop' };
    const answer = await request('/health', { headers }, without);
    expect(corsOf(answer.headers)).toEqual([]);
  });
});
