import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readUserCode } from '../../../shared/access/user-code.ts';
import { app } from '../../../worker/app.ts';
import { decideDevice } from '../../../worker/store/access/device-requests.ts';
import { caller, newOrganisation, newToken } from '../support/organisation.ts';

const client_id = 'heed-extension';
const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';

type Fields = Record<string, string>;
async function post(path: string, body: Fields | string, headers: Fields = {}, bindings = env) {
  const response = await app.request(
    `https://heed.example/oauth/${path}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
    },
    bindings,
  );
  return {
    status: response.status,
    body: await response.json<Fields>(),
    headers: response.headers,
  };
}

const begin = async (more: Fields = {}) =>
  (await post('device_authorization', { client_id, device_name: 'Chrome on Linux', ...more })).body;
const poll = (device_code: string) => post('token', { client_id, grant_type, device_code });

let orgId: string;
let memberId: string;
beforeAll(async () => {
  orgId = (await newOrganisation()).id;
  await newToken(orgId, { role: 'rep' });
  const sql = "SELECT id FROM members WHERE org_id = ? AND role = 'rep'";
  memberId = (await env.DB.prepare(sql).bind(orgId).first<string>('id'))!;
});

const decide = (user_code: string, approved: boolean) =>
  decideDevice(env.DB, {
    userCode: readUserCode(user_code)!,
    orgId,
    memberId,
    approved,
    now: Date.now(),
  });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 9) });
});
afterEach(() => {
  vi.useRealTimers();
});
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe('a browser that asks to be connected', () => {
  it('gets a code for itself and one for a person to read', async () => {
    const asked = await begin();
    expect(asked).toEqual({
      device_code: expect.stringMatching(/^heed_device_[0-9a-f]{64}$/),
      user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      verification_uri: 'https://heed.example/account/device',
      verification_uri_complete: `https://heed.example/account/device?code=${asked['user_code']}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('gets a credential of its own once a member approves, and only once', async () => {
    const { device_code, user_code } = await begin();
    expect((await poll(device_code!)).body).toMatchObject({ error: 'authorization_pending' });
    expect(await decide(user_code!, true)).toBe(true);
    const { status, body, headers } = await poll(device_code!);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 365 * 86_400 });
    expect(body['access_token']).not.toBe(device_code);
    const connected = caller(body['access_token']);
    const { devices } = (
      await connected.get<{ devices: { name: string; memberId: string }[] }>('/devices')
    ).body;
    expect(devices).toMatchObject([{ name: 'Chrome on Linux', memberId }, {}]);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'expired_token' });
  });

  it('cannot be used with the code that it waited with', async () => {
    const { device_code, user_code } = await begin();
    await decide(user_code!, true);
    expect((await caller(device_code).get('/sync')).status).toBe(401);
  });

  it('is told when it was refused', async () => {
    const { device_code, user_code } = await begin();
    await decide(user_code!, false);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'access_denied' });
    expect((await poll(device_code!)).body).toMatchObject({ error: 'expired_token' });
  });

  it('is told to ask less often, and nothing else comes of it', async () => {
    const { device_code, user_code } = await begin();
    await poll(device_code!);
    later(4);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'slow_down' });
    later(5);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'authorization_pending' });
    await decide(user_code!, true);
    expect((await poll(device_code!)).status).toBe(200);
  });

  it('waits no longer than ten minutes, approved or not', async () => {
    const { device_code, user_code } = await begin();
    later(599);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'authorization_pending' });
    await decide(user_code!, true);
    later(1);
    expect((await poll(device_code!)).body).toMatchObject({ error: 'expired_token' });
    expect(await decide(user_code!, true)).toBe(false);
  });

  it('gets nothing when who approved it has left', async () => {
    const { device_code, user_code } = await begin();
    await decideDevice(env.DB, {
      userCode: readUserCode(user_code!)!,
      orgId,
      memberId: 'mem_gone',
      approved: true,
      now: Date.now(),
    });
    expect((await poll(device_code!)).body).toMatchObject({ error: 'access_denied' });
  });

  it('cannot be decided about twice', async () => {
    const { user_code } = await begin();
    expect(await decide(user_code!, false)).toBe(true);
    expect(await decide(user_code!, true)).toBe(false);
  });

  it('leaves neither code in the database in a form that could be used', async () => {
    const { device_code } = await begin();
    const { results } = await env.DB.prepare('SELECT *, hex(hash) FROM device_requests').all();
    expect(JSON.stringify(results)).not.toContain(device_code!.slice(12));
  });
});

describe('what is no request', () => {
  it.each([
    ['device_authorization', { client_id }, 'invalid_request'],
    ['device_authorization', { device_name: 'x' }, 'invalid_request'],
    ['device_authorization', { client_id, device_name: 'a\u0000b' }, 'invalid_request'],
    ['device_authorization', { client_id, device_name: 'x'.repeat(81) }, 'invalid_request'],
    ['device_authorization', { client_id: 'other', device_name: 'x' }, 'invalid_client'],
    ['token', { client_id, grant_type }, 'invalid_request'],
    ['token', { client_id: 'other', grant_type, device_code: 'x' }, 'invalid_client'],
    ['token', { client_id, grant_type: 'password', device_code: 'x' }, 'unsupported_grant_type'],
    ['token', { client_id, grant_type, device_code: 'unknown' }, 'expired_token'],
    ['token', { client_id, grant_type, device_code: "' OR 1=1 --" }, 'expired_token'],
  ])('%s %j is refused: %s', async (path, body, error) => {
    const answer = await post(path, body as Fields);
    expect(answer.status).toBe(error === 'invalid_client' ? 401 : 400);
    expect(answer.body).toEqual({ error, error_description: expect.any(String) });
  });

  it('JSON is refused, as RFC 8628 asks for a form', async () => {
    const body = JSON.stringify({ client_id, device_name: 'x' });
    const { body: answer } = await post('device_authorization', body, {
      'content-type': 'application/json',
    });
    expect(answer['error']).toBe('invalid_request');
  });

  it('too much of it is refused', async () => {
    vi.useRealTimers();
    const limited = { ...env, GUEST_LIMIT: env.TEST_LIMIT };
    const statuses = [];
    for (let tries = 0; tries < 6; tries++) {
      const { status } = await post(
        'token',
        { client_id },
        { 'cf-connecting-ip': '1.2.3.4' },
        limited,
      );
      statuses.push(status);
    }
    expect(statuses).toContain(429);
  });
});
