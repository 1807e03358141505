import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { utf8 } from '../text/utf8.ts';
import { readAddress } from './address-grammar.ts';
import { normalizeDomain } from './domain-name.ts';
import { quoteIfNeeded } from './local-part.ts';
import type { Identifier } from './types.ts';

/** RFC 5321 4.5.3.1, in octets: 64 before the @, 254 in all (erratum 1690). */
const maxLocal = 64;
const maxAddress = 254;
/** Comments may make the text longer than the address; beyond this nobody typed it. */
const maxText = 2000;

/** Reads one e-mail address; for `Name <address>` and lists see `mailbox.ts`. */
export function emailIdentifier(text: string): Result<Identifier> {
  const normal = normalizeEmail(text);
  return normal.ok ? ok({ type: 'email', value: normal.value }) : normal;
}

/**
 * `Jane+News@Bücher.Example` becomes `jane+news@xn--bcher-kva.example`: NFC, lower case on both sides,
 * quotes and comments only where they mean something. The local part's case could matter by RFC 5321,
 * but no provider we know of uses it, and a no must not miss.
 */
export function normalizeEmail(text: string): Result<string> {
  if (text.length <= maxLocal && plain.test(text)) return ok(text.toLowerCase());
  if (text.length > maxText) return tooLong;
  const parts = readAddress(text.normalize('NFC').trim());
  if (!parts.ok) return parts;
  const local = quoteIfNeeded(parts.value.local.toLowerCase().normalize('NFC'));
  if (octets(local) > maxLocal)
    return fail('contact.email.long-name', `The part before the @ is over ${maxLocal} characters.`);
  const domain = normalizeDomain(parts.value.domain);
  if (!domain.ok) return fail('contact.email.bad-domain', `After the @: ${domain.problem.message}`);
  const address = `${local}@${domain.value}`;
  return octets(address) > maxAddress ? tooLong : ok(address);
}

/** An address that is in its normal form, but for capitals: nearly all of a list, read in a tenth of the time. */
const plain = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}$/i;

/** Of UTF-8. Counting is skipped for most, since a list has millions. */
function octets(text: string): number {
  return /^\p{ASCII}*$/u.test(text) ? text.length : utf8(text).length;
}

const tooLong = fail('contact.email.long', `The address is over ${maxAddress} characters.`);
