import browser from 'webextension-polyfill';
import type { Envelope, MessageName, Messages } from '../../shared/protocol/messages.ts';

/** Asks the background. Rejects when it does not answer: the extension was updated or removed. */
export async function sendMessage<Name extends MessageName>(
  name: Name,
  ask: Messages[Name]['ask'],
): Promise<Messages[Name]['answer']> {
  const envelope: Envelope<Name> = { heed: name, ask };
  // In a script that an update left behind this throws, or there is no `runtime` at all.
  return browser.runtime.sendMessage(envelope);
}
