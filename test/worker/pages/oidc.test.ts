import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Browser } from '../support/browser.ts';
import { audited, newOrganisationId, newPerson } from '../support/people.ts';
import type { Claims } from '../support/provider.ts';
import { client, issuer, Provider } from '../support/provider.ts';

let provider: Provider;
let orgId: string;
let bindings: typeof env;
beforeAll(async () => {
  await newPerson('rep');
});
beforeEach(async () => {
  provider = await Provider.make();
  provider.listen();
  orgId = await newOrganisationId();
  bindings = {
    ...env,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_DOMAINS: 'acme.example acme.test',
    OIDC_ORGANISATION: orgId,
  };
});
afterEach(() => {
  vi.unstubAllGlobals();
});

let count = 0;
/** Somebody new at the provider. */
const somebody = (more: Claims = {}): Claims => {
  count += 1;
  return {
    sub: `subject-${count}`,
    email: `p${count}@acme.example`,
    name: 'Pia Provided',
    ...more,
  };
};

/** The whole round trip; ends where the browser is led to. */
async function comeIn(claims: Claims, browser = new Browser(bindings)) {
  provider.claims = claims;
  const out = await browser.post('/account/sign-in/organisation', { next: '/account/device' });
  if (!out.to.startsWith(issuer)) return { browser, to: out.to, out };
  const back = await browser.get(provider.authorise(out.to));
  return { browser, to: back.to, out };
}
const isIn = async (browser: Browser) => (await browser.get('/account')).status === 200;

describe('signing in with the organisation’s provider', () => {
  it('is offered only where one is configured', async () => {
    const offered = async (where: typeof env) =>
      (await new Browser(where).get('/account/sign-in')).text.includes('with your organisation');
    expect([await offered(env), await offered(bindings)]).toEqual([false, true]);
    const { status } = await new Browser().post('/account/sign-in/organisation');
    expect(status).toBe(404);
  });

  it('lets the form lead on to the provider, and nowhere else', async () => {
    const { headers } = await new Browser(bindings).get('/account/sign-in');
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${issuer};`);
  });

  it('makes somebody new a member in the first role, and leads where they wanted', async () => {
    const { browser, to, out } = await comeIn(somebody());
    const asked = new URL(out.to);
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('scope')).toContain('openid');
    expect(asked.searchParams.get('redirect_uri')).toBe(
      'https://heed.example/api/auth/callback/oidc',
    );
    expect(to).toBe('/account/device');
    const { text } = await browser.get('/account');
    for (const words of ['Pia Provided', 'Sales', `Org ${orgId}`]) expect(text).toContain(words);
    // Nothing of ours to sign in with: that is the provider's matter.
    expect(text).not.toContain('Current password');
    expect(await audited(orgId)).toEqual(['member.joined', 'session.begun']);
  });

  it('knows them again, by what the provider calls them', async () => {
    const claims = somebody();
    await comeIn(claims);
    const { browser } = await comeIn({ ...claims, name: 'Renamed' });
    expect(await isIn(browser)).toBe(true);
    const { results } = await env.DB.prepare('SELECT id FROM members WHERE org_id = ?')
      .bind(orgId)
      .all();
    expect(results).toHaveLength(1);
  });

  it('gives the role that is configured', async () => {
    bindings = { ...bindings, OIDC_ROLE: 'auditor' };
    const { browser } = await comeIn(somebody());
    expect((await browser.get('/account')).text).toContain('Auditor');
  });

  it('lets a member with that address in, in the role that they have', async () => {
    const person = await newPerson('admin', { orgId });
    await env.DB.prepare("UPDATE accounts SET email = 'boss@acme.example' WHERE email = ?")
      .bind(person.email)
      .run();
    const { browser } = await comeIn(somebody({ email: 'Boss@acme.example' }));
    expect((await browser.get('/account')).text).toContain('Administrator');
  });

  it('opens no account that only another organisation made for that address', async () => {
    // Whoever invited there may have chosen its password, and could come in by it afterwards.
    const person = await newPerson('admin');
    await env.DB.prepare("UPDATE accounts SET email = 'pia@acme.example' WHERE email = ?")
      .bind(person.email)
      .run();
    const { browser, to } = await comeIn(somebody({ email: 'pia@acme.example' }));
    expect(to).toContain('/account/sign-in?error=organisation');
    expect(await isIn(browser)).toBe(false);
  });

  it('keeps none of the provider’s tokens', async () => {
    await comeIn(somebody());
    const { results } = await env.DB.prepare('SELECT * FROM sign_in_methods').all();
    expect(JSON.stringify(results)).not.toContain('of-the-provider');
    expect(results.every(({ id_token }) => id_token === null)).toBe(true);
  });

  it.each([
    ['an address elsewhere', { email: 'p@evil.example' }],
    ['an address that only ends alike', { email: 'p@notacme.example' }],
    ['an address that the provider has not verified', { email_verified: false }],
    ['one that it calls unverified as text', { email_verified: 'false' }],
    ['no address', { email: undefined }],
    ['a token for somebody else', { aud: 'another-client' }],
    ['a token of another issuer', { iss: 'https://evil.example' }],
    ['a token that has ended', { exp: 1 }],
    ['a token made for another round trip', { nonce: 'another' }],
  ])('refuses %s', async (_, wrong) => {
    const { browser, to } = await comeIn(somebody(wrong));
    expect(to).toMatch(/^\/account\/sign-in\?error=/);
    expect(await isIn(browser)).toBe(false);
    expect((await browser.get(to)).text).toContain('role="alert"');
    expect(await audited(orgId)).toEqual([]);
  });

  it('refuses a token that the provider’s key has not signed', async () => {
    provider.forges = true;
    const { browser, to } = await comeIn(somebody());
    expect(to).toContain('/account/sign-in?error=');
    expect(await isIn(browser)).toBe(false);
  });

  it('refuses a way back that this browser did not set out on', async () => {
    provider.claims = somebody();
    const victim = new Browser(bindings);
    const out = await new Browser(bindings).post('/account/sign-in/organisation');
    const back = await victim.get(provider.authorise(out.to));
    expect(back.to).toContain('error=');
    expect(await isIn(victim)).toBe(false);
  });

  it('refuses a way back that was taken already', async () => {
    provider.claims = somebody();
    const browser = new Browser(bindings);
    const out = await browser.post('/account/sign-in/organisation');
    const back = provider.authorise(out.to);
    await browser.get(back);
    await browser.post('/account/sign-out');
    await browser.get(back);
    expect(await isIn(browser)).toBe(false);
  });

  it('refuses somebody new where it is not said which of several organisations is theirs', async () => {
    const { OIDC_ORGANISATION: _, ...rest } = bindings;
    bindings = rest as typeof env;
    const { browser, to } = await comeIn(somebody());
    expect(to).toContain('/account/sign-in?error=organisation');
    expect((await browser.get(to)).text).toContain('Ask for an invitation');
  });

  it('says so when the provider does not answer', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('down');
    });
    const { to } = await comeIn(somebody());
    expect(to).toBe('/account/sign-in?error=provider');
  });

  it.each([
    { OIDC_CLIENT_ID: '' },
    { OIDC_CLIENT_SECRET: '' },
    { OIDC_DOMAINS: ' ' },
    { OIDC_ROLE: 'root' },
    { OIDC_ISSUER: 'http://id.acme.example' },
  ])('says what is missing when it is configured by half: %j', async (wrong) => {
    const { status, text } = await new Browser({ ...bindings, ...wrong }).get('/account/sign-in');
    expect(status).toBe(503);
    expect(text).toContain('OIDC_DOMAINS');
    expect(text).not.toContain(client.secret);
  });
});
