import type { Result } from '../result.ts';
import { fail } from '../result.ts';
import { emailIdentifier } from './email.ts';
import { stripInvisible } from './invisible.ts';
import type { Identifier } from './types.ts';

/** One entry of a recipient field, as a page shows it. The name is for showing only: it proves nothing. */
export type Mailbox = { readonly name: string; readonly address: Result<Identifier> };

/**
 * Reads `Jane Doe <jane@example.com>`, or a bare address. With angle brackets only what is inside
 * them counts, since that is where the mail goes, whatever address the name pretends to be.
 */
export function readMailbox(text: string): Result<Identifier> {
  return toMailbox(stripInvisible(text)).address;
}

/**
 * Reads a list with commas, semicolons or line breaks between, those in quotes, brackets and
 * comments left alone. Every entry comes back, an unreadable one with its reason: none is dropped.
 */
export function readMailboxes(text: string): Mailbox[] {
  return split(stripInvisible(text), /[,;\r\n]/)
    .filter((entry) => entry.trim() !== '')
    .map(toMailbox);
}

function toMailbox(entry: string): Mailbox {
  const [before = '', inside, ...more] = split(entry, /</);
  if (inside === undefined) {
    const isGroup = split(entry, /:/).length > 1;
    return { name: '', address: isGroup ? group : emailIdentifier(entry) };
  }
  const [address = '', after, ...rest] = split(inside, />/);
  const isOne = more.length === 0 && rest.length === 0 && after?.trim() === '';
  return { name: unquoteName(before), address: isOne ? emailIdentifier(address) : brackets };
}

/** Cuts at the separator, except inside quotes, comments and angle brackets (unless it is one itself). */
function split(text: string, separator: RegExp): string[] {
  const parts = [''];
  let quoted = false;
  let comments = 0;
  let angle = false;
  for (let at = 0; at < text.length; at++) {
    const each = text[at]!;
    const isPlain = !quoted && comments === 0;
    if (isPlain && !angle && separator.test(each)) {
      parts.push('');
      continue;
    }
    parts.push(parts.pop()! + each);
    if (each === '\\' && !isPlain && at + 1 < text.length) parts.push(parts.pop()! + text[++at]!);
    else if (each === '"' && comments === 0) quoted = !quoted;
    else if (each === '(' && !quoted) comments++;
    else if (each === ')' && comments > 0 && !quoted) comments--;
    else if (each === '<' && isPlain) angle = true;
    else if (each === '>' && isPlain) angle = false;
  }
  return parts;
}

function unquoteName(text: string): string {
  const name = text.trim();
  return /^".*"$/s.test(name) ? name.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : name;
}

const brackets = fail(
  'contact.mailbox.brackets',
  'Write one address between one pair of angle brackets, and nothing after: Jane Doe <jane@example.com>.',
);
const group = fail(
  'contact.mailbox.group',
  'Leave out what stands before the colon, a group’s name or mailto:, and write each address by itself.',
);
