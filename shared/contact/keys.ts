import { domainAndParents } from './domain-name.ts';
import { exactKey } from './exact-key.ts';
import type { Identifier } from './types.ts';
import { widenEmail } from './wide.ts';

export { exactKey } from './exact-key.ts';

/**
 * The strings under which an identifier is looked up, before any hashing.
 *
 * `exact` finds everything known about the identifier, permissions included. `wide` and `domains`
 * find only what forbids: a no reaches further than a yes. No list of public suffixes is needed:
 * every parent of at least two labels is looked up, and none can be suppressed that is a suffix.
 */
export type LookupKeys = {
  readonly exact: string;
  readonly wide: string;
  readonly domains: readonly string[];
};

export function lookupKeys(identifier: Identifier): LookupKeys {
  return {
    exact: exactKey(identifier),
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
