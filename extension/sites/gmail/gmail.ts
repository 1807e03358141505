import type { Identifier } from '../../../shared/contact/identifier.ts';
import { readMailbox } from '../../../shared/contact/mailbox.ts';
import type { Site } from '../site.ts';
import { toComposer } from './composer.ts';
import { hasUnknownComposer, isOtherWriting, rootsIn } from './composers.ts';
import { sendGesture } from './send-gesture.ts';
import { lastMessage, people } from './thread.ts';

/** Gmail in the browser: its composers, the open thread, and every way of sending from either. */
export const gmail: Site = {
  id: 'gmail',
  name: 'Gmail',
  channel: 'email',
  matches: ({ hostname, pathname }) =>
    hostname === 'mail.google.com' || (hostname === 'localhost' && pathname.startsWith('/mail/')),
  sendGesture,
  composers: (page) => rootsIn(page).map(toComposer),
  hasUnknownComposer,
  isOtherWriting,
  people,
  recipientOf,
  lastMessage,
};

function recipientOf(text: string): Identifier | undefined {
  const address = readMailbox(text);
  return address.ok ? address.value : undefined;
}
