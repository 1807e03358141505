import type { MessageFacts } from '../policy/decision.ts';
import type { Finding, Message } from './finding.ts';
import { factsWith } from './message-facts.ts';
import { packFor } from './packs.ts';

/** `factsWith` all the languages there are. */
export function messageFacts(message: Message, findings: readonly Finding[]): MessageFacts {
  return factsWith(message, findings, packFor);
}
