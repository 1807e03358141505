import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { readsOneWay } from './bidi.ts';
import { labelToAscii } from './idna.ts';

const maxName = 253;
/** UTS #46 takes these for the dot between labels. */
const dots = /[.\u3002\uff0e\uff61]/;

/**
 * `Mail.BÜCHER.example.` becomes `mail.xn--bcher-kva.example`. Needs at least two labels. Knows nothing
 * of public suffixes, so that a page's script can carry it: 4 kB instead of 140.
 */
export function normalizeDomain(text: string): Result<string> {
  const trimmed = text.trim();
  // Long before 253 characters of A-labels are reached; keeps hostile input from costing anything.
  if (trimmed.length > 4 * maxName) return tooLong;
  const parts = trimmed.split(dots);
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  if (parts.length < 2)
    return fail('contact.domain.one-label', 'A domain needs a dot, as in example.com.');
  const labels: string[] = [];
  for (const part of parts) {
    const label = labelToAscii(part);
    if (label === undefined) return badLabel;
    labels.push(label);
  }
  const name = labels.join('.');
  if (name.length > maxName) return tooLong;
  if (/^(?:\d+|0x[\da-f]*)$/.test(labels.at(-1)!))
    return fail(
      'contact.domain.number',
      'The last part of a domain is never a number. Give a name, as in example.com, not an IP address.',
    );
  if (!readsOneWay(labels))
    return fail(
      'contact.domain.mixed-direction',
      'The domain mixes writing from the left with writing from the right. Give its xn-- spelling, or check for a typing error.',
    );
  return ok(name);
}

const tooLong = fail('contact.domain.long', `A domain has at most ${maxName} characters.`);
const badLabel = fail(
  'contact.domain.bad-label',
  'Each part of a domain has letters, digits and inner hyphens, at most 63. Check for a doubled dot, a space or a sign.',
);

/** The domain and those above it that somebody can own: `mail.acme.example` gives itself and `acme.example`. */
export function domainAndParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}
