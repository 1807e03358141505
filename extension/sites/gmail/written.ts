import { emailIdentifier } from '../../../shared/contact/email.ts';
import { first, isTag } from '../dom.ts';
import type { Written } from '../site.ts';
import { readRecipients } from './recipients.ts';
import { anyOf, candidates } from './selectors.ts';
import { ownText } from './text.ts';
import { messagesIn, people } from './thread.ts';

/** What is written in a composer: its subject, and the writer's own words. */
export function readWritten(root: HTMLElement): Written {
  const bodyElement = first(root, candidates('body'));
  const plain = first(root, ['textarea.Ak']);
  const subject = first(root, ['input[name=subjectbox]', 'input[name=subject]']);
  const texts: Text[] = [];
  const body = bodyElement ? ownText(bodyElement, texts) : '';
  return {
    ...(isTag(subject, 'input') && { subject: subject.value }),
    body: body === '' && isTag(plain, 'textarea') ? plain.value.trim() : body,
    isReply: isReply(root, bodyElement),
    continues: isInThread(root) || (bodyElement !== null && quoteIn(bodyElement) !== null),
    ...(bodyElement && { bodyElement, texts }),
  };
}

const quoteIn = (body: HTMLElement) => first(body, [anyOf('quote')]);

/** An answer is written below the messages of the open thread, a new message in a window of its own. */
function isInThread(root: HTMLElement): boolean {
  return !root.closest('[role=dialog]') && messagesIn(root.ownerDocument).length > 0;
}

/**
 * Whether one whom it goes to has written before: in the open thread, or in what is quoted below the
 * text. A forwarded message quotes somebody too, but is not on its way to them.
 */
function isReply(root: HTMLElement, body: HTMLElement | null): boolean {
  const reading = readRecipients(root);
  if (reading.status !== 'read') return false;
  const written = new Set(people(root.ownerDocument).map(({ identifier }) => identifier?.value));
  // The first address in a quotation is its writer's; more are those it was to.
  const link = body && first(body, [`:is(${anyOf('quote')}) a[href^='mailto:']`]);
  const writer = emailIdentifier((link?.getAttribute('href') ?? '').slice('mailto:'.length));
  if (writer.ok) written.add(writer.value.value);
  return reading.recipients.some(({ identifier }) => identifier && written.has(identifier.value));
}
