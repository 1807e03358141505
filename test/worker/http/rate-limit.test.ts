import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import type { AppEnv } from '../../../worker/env.ts';
import { addressOf } from '../../../worker/http/rate-limit.ts';
import { connect } from '../hooks/connected.ts';
import { caller, newApiKey, newOrganisation, newToken } from '../support/organisation.ts';

/**
 * Asks six times where two are allowed in a minute. The minute may turn meanwhile, so at least two are
 * refused and at least two are not.
 */
async function sixTimes(ask: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses = [];
  for (let times = 0; times < 6; times++) statuses.push((await ask()).status);
  return statuses;
}
const count = (statuses: number[], status: number) =>
  statuses.filter((one) => one === status).length;

describe('who has a credential', () => {
  it('may ask so often in a minute, and is told when to go on', async () => {
    const { id } = await newOrganisation();
    const token = await newToken(id, { role: 'rep' });
    const limited = caller(token, { ...env, API_LIMIT: env.TEST_LIMIT });
    const statuses = await sixTimes(() => limited.get('/devices'));
    expect(count(statuses, 200)).toBeGreaterThanOrEqual(2);
    expect(count(statuses, 429)).toBeGreaterThanOrEqual(2);
    const refused = [];
    while (refused.length === 0) {
      const answer = await limited.get('/devices');
      if (answer.status === 429) refused.push(answer);
    }
    const [{ headers, body }] = refused as [(typeof refused)[number]];
    expect(headers.get('retry-after')).toBe('60');
    expect(body.error).toMatchObject({ code: 'rate.too-many', requestId: expect.any(String) });
  });

  it('is counted apart from others, whatever their address', async () => {
    const { id } = await newOrganisation();
    const bindings = { ...env, API_LIMIT: env.TEST_LIMIT };
    const statuses = [];
    for (let times = 0; times < 6; times++) {
      const key = await newApiKey(id, { scopes: ['devices.enrol'] });
      statuses.push((await caller(key, bindings).get('/devices')).status);
    }
    expect(count(statuses, 200)).toBe(6);
  });
});

describe('who has no credential, or a wrong one', () => {
  it.each([undefined, 'heed_device_guess'])('is limited by address: %s', async (token) => {
    const limited = caller(token, { ...env, GUEST_LIMIT: env.TEST_LIMIT });
    const from = (address: string) => ({ 'cf-connecting-ip': address });
    const statuses = await sixTimes(() => limited.get('/devices', from(`10.0.0.${token ? 1 : 2}`)));
    expect(count(statuses, 401)).toBeGreaterThanOrEqual(2);
    expect(count(statuses, 429)).toBeGreaterThanOrEqual(2);
    expect((await limited.get('/devices', from('10.0.0.3'))).status).toBe(401);
  });

  it('does not use up what others of that address may', async () => {
    const { id } = await newOrganisation();
    const bindings = { ...env, GUEST_LIMIT: env.TEST_LIMIT };
    const guess = caller('heed_device_guess', bindings);
    const from = { 'cf-connecting-ip': '10.0.0.4' };
    expect(count(await sixTimes(() => guess.get('/devices', from)), 429)).toBeGreaterThan(0);
    const token = await newToken(id, { role: 'rep' });
    expect((await caller(token, bindings).get('/devices', from)).status).toBe(200);
  });
});

describe('who reports to a webhook', () => {
  const asks = (address: string, bindings: typeof env) => async (sender: string) => {
    const headers = { 'cf-connecting-ip': sender };
    return app.request(address, { method: 'POST', body: '{}', headers }, bindings);
  };

  it.each([
    ['postmark', 503],
    // Its refusals are 429 as well: the code tells them apart.
    ['brevo', 429],
  ] as const)(
    'for %s is limited by sender at each connection, to try again later: %i',
    async (provider, later) => {
      const bindings = { ...env, API_LIMIT: env.TEST_LIMIT };
      const post = asks((await connect(provider)).address, bindings);
      const codes: string[] = [];
      const answered = await sixTimes(async () => {
        const answer = await post('10.0.1.1');
        codes.push((await answer.json<{ error: { code: string } }>()).error.code);
        return answer;
      });
      expect(codes.filter((code) => code === 'hooks.missing').length).toBeGreaterThanOrEqual(2);
      expect(codes.filter((code) => code === 'rate.too-many').length).toBeGreaterThanOrEqual(2);
      expect(answered[codes.indexOf('rate.too-many')]).toBe(later);
      expect(await (await post('10.0.1.2')).text()).toContain('hooks.missing');
    },
  );

  it('at an address that nobody has is limited as who has no credential', async () => {
    const address = 'http://localhost/api/v1/hooks/postmark/guess';
    const post = asks(address, { ...env, GUEST_LIMIT: env.TEST_LIMIT });
    expect(count(await sixTimes(() => post('10.0.1.3')), 429)).toBeGreaterThanOrEqual(2);
    expect((await post('10.0.1.4')).status).toBe(404);
  });
});

it('limits nothing where the binding is missing', async () => {
  const { GUEST_LIMIT: _, ...bindings } = env;
  const statuses = await sixTimes(() => caller(undefined, bindings).get('/devices'));
  expect(count(statuses, 401)).toBe(6);
});

describe('an address', () => {
  const told = new Hono<AppEnv>().get('/', (c) => c.text(addressOf(c)));
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
  ])('%s counts as %s', async (address, counted) => {
    const answer = await told.request('/', { headers: { 'cf-connecting-ip': address } });
    expect(await answer.text()).toBe(counted);
  });

  it('that is not told is one for all', async () => {
    expect(await (await told.request('/')).text()).toBe('unknown');
  });
});
