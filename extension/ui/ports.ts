import type { MessageName, Messages } from '../../shared/protocol/messages.ts';

/** How a page of the extension reaches the background; given to it, so that it runs in a test too. */
export type Ports = {
  /** Rejects when the background does not answer. */
  send<Name extends MessageName>(
    name: Name,
    ask: Messages[Name]['ask'],
  ): Promise<Messages[Name]['answer']>;
  /** Milliseconds since 1970 UTC. */
  now(): number;
};
