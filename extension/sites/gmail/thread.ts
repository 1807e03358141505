import { emailIdentifier } from '../../../shared/contact/email.ts';
import { all, first, isHtml, matches } from '../dom.ts';
import type { LastMessage, Recipient, ShownPerson } from '../site.ts';
import { candidates, every, isA } from './selectors.ts';
import { ownText } from './text.ts';

/** The messages of the open thread, oldest first. */
export function messagesIn(page: Document): HTMLElement[] {
  const found = every('message', page);
  return found.filter((inner) => !found.some((o) => o !== inner && o.contains(inner)));
}

export function messageOf(path: readonly Element[]): HTMLElement | undefined {
  return path.find((one): one is HTMLElement => isHtml(one) && isA('message', one));
}

/** Who wrote each message of the open thread. */
export function people(page: Document): ShownPerson[] {
  const own = ownAddress(page);
  return messagesIn(page).flatMap((message) => {
    const anchor = senderIn(message);
    const person = anchor && personOf(anchor);
    if (!anchor || !person?.identifier || person.identifier.value === own) return [];
    return [{ ...person, anchor, place: 'thread' as const }];
  });
}

/** What somebody else wrote last, without what they quoted; a message folded up shows no text. */
export function lastMessage(page: Document): LastMessage | null {
  const own = ownAddress(page);
  for (const message of messagesIn(page).toReversed()) {
    const sender = senderIn(message);
    const from = sender && personOf(sender).identifier;
    if (!from || from.value === own) continue;
    const anchor = first(message, candidates('messageText'));
    const text = anchor ? ownText(anchor) : '';
    return anchor && text ? { from, text, anchor } : null;
  }
  return null;
}

/** Whom an answer to this message without a composer goes to: all whom its head names, but oneself. */
export function partiesOf(message: HTMLElement): Recipient[] {
  const own = ownAddress(message.ownerDocument);
  const named = new Map<string, Recipient>();
  for (const mark of all(message, ['span[email]']).filter((one) => isHead(one, message))) {
    const person = personOf(mark);
    const key = person.identifier?.value ?? person.text;
    if (key !== own) named.set(key, { ...person, anchor: mark });
  }
  return [...named.values()];
}

/** The address of whoever is signed in, as the account button names it. */
function ownAddress(page: Document): string | undefined {
  const label = first(page, candidates('ownAccount'))?.getAttribute('aria-label') ?? '';
  const address = /[^\s()<>]+@[^\s()<>]+/.exec(label)?.[0] ?? '';
  const own = emailIdentifier(address);
  return own.ok ? own.value.value : undefined;
}

function senderIn(message: HTMLElement): HTMLElement | undefined {
  for (const selector of candidates('sender')) {
    const found = all(message, [selector]).find((one) => isHead(one, message));
    if (found) return found;
  }
  return undefined;
}

/** Not in what the message says, nor in a reply that is being written below it. */
function isHead(mark: HTMLElement, message: HTMLElement): boolean {
  for (let at = mark.parentElement; at && at !== message; at = at.parentElement)
    if (isA('messageText', at) || isA('composer', at) || matches(at, '[g_editable=true]'))
      return false;
  return true;
}

function personOf(mark: HTMLElement): Pick<Recipient, 'text' | 'identifier'> {
  const email = mark.getAttribute('email') ?? '';
  const address = emailIdentifier(email);
  const name = mark.getAttribute('name') ?? '';
  return {
    text: name && name !== email ? `${name} <${email}>` : email,
    ...(address.ok && { identifier: address.value }),
  };
}
