import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

const label = /^[\p{L}\p{N}]([\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** `ACME.Example.` becomes `acme.example`. Needs at least two labels, each of at most 63 characters. */
export function normalizeDomain(text: string): Result<string> {
  const domain = text.normalize('NFC').trim().toLowerCase().replace(/\.$/, '');
  const labels = domain.split('.');
  if (labels.length < 2)
    return fail('contact.domain.one-label', 'A domain needs a dot, as in example.com.');
  if (domain.length > 253)
    return fail('contact.domain.long', 'A domain has at most 253 characters.');
  for (const part of labels) {
    if (part.length > 63 || !label.test(part))
      return fail(
        'contact.domain.bad-label',
        'Each part of a domain has letters, digits and inner hyphens, at most 63.',
      );
  }
  return ok(domain);
}

/** The domain and those above it that somebody can own: `mail.acme.example` gives itself and `acme.example`. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
