import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Bindings } from '../env.ts';
import { authTables } from '../store/access/auth-tables.ts';
import { firstOrganisationOf } from '../store/access/provider.ts';
import { cookiePrefix } from './cookie.ts';
import { freshFor } from './fresh.ts';
import type { Oidc } from './oidc.ts';
import { joining, providerConfig, providerId, whoMayComeIn } from './oidc.ts';
import { accountSecrets } from './secret.ts';

/*
 * better-auth keeps who somebody is: passwords, passkeys, authenticator apps, sessions, the round trip to
 * an OIDC provider. What they may is Heed's own matter. It is some 600 kB, so it is loaded by the few
 * requests that sign somebody in, and never to find out who asks (http/member.ts).
 */

export type Auth = Awaited<ReturnType<typeof authFor>>;

const minutes = 60;
const days = 24 * 60 * minutes;

/** For one request. `oidc` only where the provider is spoken to: reading about it takes a call to it. */
export async function authFor(env: Bindings, origin: string, oidc?: Oidc) {
  return betterAuth({
    appName: 'Heed',
    baseURL: origin,
    basePath: '/api/auth',
    secrets: await accountSecrets(env),
    database: authTables(env),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
    },
    session: {
      expiresIn: 7 * days,
      disableSessionRefresh: true,
      freshAge: freshFor,
      additionalFields: { orgId: { type: 'string', required: false, input: false } },
    },
    ...(oidc && { user: { validateUserInfo: whoMayComeIn(env, oidc)! } }),
    account: { accountLinking: { enabled: true, trustedProviders: [providerId] } },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (session['orgId']) return undefined;
            const orgId = await firstOrganisationOf(env.DB, session.userId);
            return { data: { ...session, orgId: orgId ?? null } };
          },
        },
      },
      account: { create: { before: withoutTokens }, update: { before: withoutTokens } },
      ...(oidc && { user: joining(env, oidc)! }),
    },
    advanced: {
      cookiePrefix: cookiePrefix(origin),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: origin.startsWith('https:') },
      ipAddress: { disableIpTracking: true },
    },
    // Cloudflare's is used instead (http/rate-limit.ts); the library's would count in memory.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // It writes addresses into its lines.
    logger: { disabled: true },
    plugins: [
      twoFactor({ issuer: 'Heed' }),
      passkey({
        rpName: 'Heed',
        origin,
        advanced: { webAuthnChallengeCookie: 'passkey' },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) =>
            mustBeVerified(verification.registrationInfo),
        },
        authentication: {
          afterVerification: async ({ verification }) =>
            mustBeVerified(verification.authenticationInfo),
        },
      }),
      ...(oidc ? [genericOAuth({ config: [providerConfig(oidc)] })] : []),
    ],
  });
}

/** A passkey stands for password and second factor, so its owner must have shown a face, finger or PIN. */
async function mustBeVerified(info: { userVerified: boolean } | undefined): Promise<undefined> {
  if (info?.userVerified) return undefined;
  throw new APIError('UNAUTHORIZED', { message: 'The passkey did not verify its user.' });
}

/** The provider's tokens would let us act for somebody there: nothing here does, so nothing keeps them. */
async function withoutTokens<Data extends object>(data: Data) {
  const kept = { accessToken: null, refreshToken: null, idToken: null };
  return { data: { ...data, ...kept } };
}
