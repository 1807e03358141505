import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { normalizeDomain } from './domain.ts';

/** RFC 5321 4.5.3.1: 64 octets of local part, 254 in all. */
const maxLocal = 64;
const maxAddress = 254;
const atom = /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+(\.[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+)*$/u;

/**
 * `Jane+News@Example.COM` becomes `jane+news@example.com`: NFC, lower case on both sides. The local
 * part's case could matter by RFC 5321, but no provider we know of uses it, and a no must not miss.
 */
export function normalizeEmail(text: string): Result<string> {
  const trimmed = text.normalize('NFC').trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 0) return fail('contact.email.no-at', 'An e-mail address needs an @: name@example.com.');
  const local = trimmed.slice(0, at).toLowerCase();
  if (local === '')
    return fail('contact.email.no-name', 'The part before the @ is missing: name@example.com.');
  if (local.length > maxLocal)
    return fail('contact.email.long-name', `The part before the @ is over ${maxLocal} characters.`);
  if (!atom.test(local))
    return fail(
      'contact.email.bad-name',
      'The part before the @ has a space, a doubled dot or a sign that an address cannot hold.',
    );
  const domain = normalizeDomain(trimmed.slice(at + 1));
  if (!domain.ok) return fail('contact.email.bad-domain', `After the @: ${domain.problem.message}`);
  const address = `${local}@${domain.value}`;
  if (address.length > maxAddress)
    return fail('contact.email.long', `The address is over ${maxAddress} characters.`);
  return ok(address);
}

const dotlessProviders = new Map([
  ['gmail.com', 'gmail.com'],
  ['googlemail.com', 'gmail.com'],
]);

/**
 * The wider form under which a no is kept: without a plus-tag, and for Gmail without dots, so that
 * an opt-out of `jane+news@googlemail.com` also holds for `jane@gmail.com`. Takes a normal form.
 */
export function widenEmail(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const plus = address.slice(0, at).indexOf('+');
  const local = plus > 0 ? address.slice(0, plus) : address.slice(0, at);
  const provider = dotlessProviders.get(domain);
  return provider ? `${local.replaceAll('.', '')}@${provider}` : `${local}@${domain}`;
}
