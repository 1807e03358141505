import { quoteIfNeeded, unquote } from './local-part.ts';
import table from './mail-providers.json' with { type: 'json' };

type Provider = {
  readonly domains: readonly string[];
  /** The domain under which all of them count as one. */
  readonly sameAs?: string;
  /** Characters of the local part that the provider does not look at. */
  readonly ignored?: string;
  /** `anything@jane.fastmail.com` goes to `jane@fastmail.com`. */
  readonly namedBySubdomain?: boolean;
};

const providers = new Map(
  (table.applied as readonly Provider[]).flatMap((each) =>
    each.domains.map((domain) => [domain, each] as const),
  ),
);

/**
 * The wider form under which a no is kept: without a plus-tag, and by each provider's own customs
 * (`mail-providers.json`), so that an opt-out of `ja.ne+news@googlemail.com` also holds for
 * `jane@gmail.com`. Takes a normal form and gives one; widening again changes nothing.
 */
export function widenEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const user = subdomainUser(domain);
  if (user) return `${user}@${domain.slice(user.length + 1)}`;
  const provider = providers.get(domain);
  // Most addresses are their own wide form, and lists of them are long.
  if (!provider && !address.includes('+')) return address;
  const content = unquote(address.slice(0, at));
  const name = withoutIgnored(withoutTag(content), provider?.ignored ?? '');
  return `${quoteIfNeeded(name)}@${provider?.sameAs ?? domain}`;
}

/** A tag alone (`+tag@`) is a name. */
function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

/** A name of nothing but ignored characters stays as it is, or all such would be one person. */
function withoutIgnored(local: string, ignored: string): string {
  const kept = [...local].filter((each) => !ignored.includes(each)).join('');
  return kept || local;
}

function subdomainUser(domain: string): string | undefined {
  const dot = domain.indexOf('.');
  const parent = providers.get(domain.slice(dot + 1));
  return parent?.namedBySubdomain ? domain.slice(0, dot) : undefined;
}
