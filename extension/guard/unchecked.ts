import { sendMessage } from '../background/send-message.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Knowledge } from './knowledge.ts';
import type { PassedSends } from './sends.ts';

type Known = {
  readonly knowledge: Pick<Knowledge, 'connected' | 'learn'>;
  readonly sends: PassedSends;
  readonly now: () => number;
};

/** Whether a message to these people, which the page has sent off, was let pass by nobody, here or in another frame. */
export async function isUnchecked(
  people: readonly Identifier[],
  { knowledge, sends, now }: Known,
): Promise<boolean> {
  // Whenever something is put on record all is asked anew: what leaves just then counts as well.
  if (knowledge.connected === undefined) await knowledge.learn([]);
  if (knowledge.connected !== true) return false;
  // What names nobody is told apart by the background alone, which counts the calls of all frames.
  if (people.length > 0 && sends.explain(people, now())) return false;
  const answer = await sendMessage('send.seen', { people: [...people] }).catch(() => undefined);
  return !(answer?.wasPassed ?? sends.explain(people, now()));
}
