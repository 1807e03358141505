import browser from 'webextension-polyfill';
import type { Envelope, MessageName, Messages } from '../../shared/protocol/messages.ts';

/** Asks the background. Rejects when it does not answer: the extension was updated or removed. */
export function sendMessage<Name extends MessageName>(
  name: Name,
  ask: Messages[Name]['ask'],
): Promise<Messages[Name]['answer']> {
  const envelope: Envelope<Name> = { heed: name, ask };
  return browser.runtime.sendMessage(envelope);
}
