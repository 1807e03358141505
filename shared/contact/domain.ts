import { parse } from 'tldts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { normalizeDomain } from './domain-name.ts';
import type { Identifier } from './types.ts';

/**
 * A whole domain, as somebody asks for it to be left alone: `Mail.ACME.example` is kept as
 * `mail.acme.example` and holds for what is below it. One under which strangers register is refused,
 * in both parts of the public suffix list: `co.uk` (ICANN) and `github.io` (private), because a no to
 * it would be a no for people who never said one.
 */
export function domainIdentifier(text: string): Result<Identifier> {
  const normal = normalizeDomain(text);
  if (!normal.ok) return normal;
  return registrableDomain(normal.value) === undefined
    ? fail(
        'contact.domain.public-suffix',
        'Strangers register names below this domain, so it belongs to nobody alone. Give the one with the name before it, as in acme.co.uk.',
      )
    : ok({ type: 'domain', value: normal.value });
}

/** `acme.co.uk` of `mail.acme.co.uk`: the part that somebody registered. `undefined` for a public suffix. */
export function registrableDomain(domain: string): string | undefined {
  return parse(domain, { allowPrivateDomains: true, extractHostname: false }).domain ?? undefined;
}
