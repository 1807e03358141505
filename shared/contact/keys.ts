import { domainAndParents } from './domain.ts';
import { widenEmail } from './email.ts';
import type { Identifier } from './identifier.ts';

/**
 * The strings under which an identifier is looked up, before any hashing.
 *
 * `exact` finds everything known about the identifier, permissions included. `wide` and `domains`
 * find only what forbids: a no reaches further than a yes.
 */
export type LookupKeys = {
  readonly exact: string;
  readonly wide: string;
  readonly domains: readonly string[];
};

export function lookupKeys(identifier: Identifier): LookupKeys {
  return {
    exact: `${identifier.type}=${identifier.value}`,
    wide: wideKey(identifier),
    domains: domainsOf(identifier).map((domain) => `domain~${domain}`),
  };
}

/** The key under which the identifier's own no's are kept. */
export function wideKey({ type, value }: Identifier): string {
  return `${type}~${type === 'email' ? widenEmail(value) : value}`;
}

function domainsOf({ type, value }: Identifier): string[] {
  if (type === 'email') return domainAndParents(value.slice(value.lastIndexOf('@') + 1));
  return type === 'domain' ? domainAndParents(value).slice(1) : [];
}
