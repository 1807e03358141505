import type { RecipientClass } from '../policy/jurisdiction.ts';
import freeMail from './free-mail.json' with { type: 'json' };
import { unquote } from './local-part.ts';
import mailboxes from './shared-mailboxes.json' with { type: 'json' };
import type { Identifier } from './types.ts';

const freeDomains = new Set(Object.values(freeMail.domains).flat());
const sharedNames = new Set([
  ...mailboxes.everywhere.words,
  ...Object.values(mailboxes.languages).flat(),
]);
/** `info-de`, `sales2`, `kontakt.ch`: a country, a language or a number after the word. */
const branch = /(?:[._-](?:[a-z]{2}|\d+)|\d+)$/;

/**
 * Who an address says is behind it: `individual` at a free-mail domain, whatever stands before the @;
 * `generic` for an organisation's shared mailbox (`info@`, `kontakt@`). `undefined` for all else: a
 * name at a company may be an employee or a sole trader, and only the record can tell which.
 */
export function recipientClassOf({ type, value }: Identifier): RecipientClass | undefined {
  if (type !== 'email') return undefined;
  const at = value.lastIndexOf('@');
  if (freeDomains.has(value.slice(at + 1))) return 'individual';
  const local = withoutTag(unquote(value.slice(0, at)));
  return sharedNames.has(local) || sharedNames.has(local.replace(branch, ''))
    ? 'generic'
    : undefined;
}

function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}
