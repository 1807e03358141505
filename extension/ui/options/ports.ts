import type { MessageName, Messages } from '../../../shared/protocol/messages.ts';

/** What the options page needs from outside; given to it, so that it runs in a test too. */
export type OptionsPorts = {
  /** Asks the background. Rejects when that does not answer. */
  send<Name extends MessageName>(
    name: Name,
    ask: Messages[Name]['ask'],
  ): Promise<Messages[Name]['answer']>;
  /** Asks the browser, and so the person, to let Heed reach a server: `https://heed.example.com/*`. */
  askAccess(pattern: string): Promise<boolean>;
  /** Milliseconds since 1970 UTC. */
  now(): number;
};

export const noAnswer =
  'The extension did not answer. Reload this page; if that does not help, restart the browser.';
