import type { BetterAuthOptions } from 'better-auth';
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import type { Role } from '../../shared/policy/policy.ts';
import { roles } from '../../shared/policy/policy.ts';
import type { Bindings } from '../env.ts';
import { Refusal } from '../errors.ts';
import { isMember, joinFromProvider, organisationFor } from '../store/access/provider.ts';

/** Sign-in through the organisation's own OpenID Connect provider. */
export type Oidc = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whose addresses the provider vouches for. Nobody else gets in by it. */
  readonly domains: readonly string[];
  /** What somebody new may at first. */
  readonly role: Role;
  /** Where somebody new belongs; may be left out where there is only one organisation. */
  readonly organisation?: string;
};

export const providerId = 'oidc';

/** `undefined` where none is configured. Throws a 503 `Refusal` when it is by half. */
export function readOidc(env: Bindings): Oidc | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer) return undefined;
  const domains = (env.OIDC_DOMAINS ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const role = roles.find((one) => one === (env.OIDC_ROLE ?? 'rep'));
  const url = URL.parse(issuer);
  if (!clientId || !clientSecret || domains.length === 0 || !role || url?.protocol !== 'https:')
    throw halfConfigured;
  const organisation = env.OIDC_ORGANISATION;
  return {
    issuer: issuer.replace(/\/$/, ''),
    clientId,
    clientSecret,
    domains,
    role,
    ...(organisation && { organisation }),
  };
}

const halfConfigured = new Refusal(
  503,
  'setup.oidc',
  'OIDC_ISSUER (https) is set, so OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_DOMAINS have to be as well, and ' +
    'OIDC_ROLE has to be a role. See docs/access.md.',
);

/** Identity from the ID token alone, whose signature, issuer, audience and nonce are verified. */
export function providerConfig({ issuer, clientId, clientSecret }: Oidc): GenericOAuthConfig {
  return {
    providerId,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    requireIdTokenVerification: true,
    mapProfileToUser: (profile) => ({
      // Some providers leave it out; whether they may speak for the address is a matter of OIDC_DOMAINS. Others write
      // it as text (https://developer.apple.com/documentation/signinwithapple/authenticating-users-with-sign-in-with-apple).
      emailVerified: ![false, 'false'].includes(profile['email_verified'] as boolean | string),
      name: String(profile['name'] ?? profile['email'] ?? ''),
    }),
  };
}

type UserOptions = NonNullable<BetterAuthOptions['user']>;

/**
 * Who may come in by the provider: addresses of its domains, which it does not call unverified. An account
 * that is here already only where it is of the provider's organisation: another's administrators could
 * have made it, and know its password.
 */
export function whoMayComeIn(env: Bindings, oidc: Oidc): UserOptions['validateUserInfo'] {
  return async ({ user, source }) => {
    if (source.method !== 'oauth') return undefined;
    const domain = user.email?.toLowerCase().split('@').at(-1) ?? '';
    if (!oidc.domains.includes(domain) || !user.emailVerified) return { error: 'domain' };
    if (source.action === 'sign-in') return undefined;
    const orgId = await organisationFor(env.DB, oidc);
    if (!orgId) return { error: 'organisation' };
    if (source.action === 'create-user') return undefined;
    return (await isMember(env.DB, orgId, user.id ?? '')) ? undefined : { error: 'organisation' };
  };
}

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;

/** Whoever comes in for the first time becomes a member. */
export function joining(env: Bindings, oidc: Oidc): Hooks['user'] {
  return {
    create: { after: async ({ id }) => joinFromProvider(env.DB, id, oidc, Date.now()) },
  };
}
