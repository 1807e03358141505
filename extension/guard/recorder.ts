import type { Channel } from '../../shared/contact/channels.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/exact-key.ts';
import { sendMessage } from '../background/send-message.ts';
import type { Undoable } from '../overlay/card-input.ts';
import type { RecordedFact } from '../overlay/choice.ts';
import { say, sayProblem } from '../ui/say.ts';
import { eventFromFact } from './facts-to-record.ts';

/**
 * Records facts from cards and from the banner, and takes the last one about somebody back while the
 * background still holds it. What goes wrong is answered in words, what goes well by ''.
 */
export class Recorder {
  readonly #channel: Channel;
  readonly #now: () => number;
  readonly #recent = new Map<string, Undoable & { readonly id: string }>();

  constructor(channel: Channel, now: () => number) {
    this.#channel = channel;
    this.#now = now;
  }

  async record(fact: RecordedFact, identifier: Identifier): Promise<string> {
    const event = eventFromFact(fact, identifier, this.#channel, this.#now());
    const taken = await sendMessage('event.record', { event, undoable: true });
    if (!taken.ok) return sayProblem(taken.problem);
    const { undoUntil: until } = taken.value;
    if (until !== undefined && event.id !== undefined)
      this.#recent.set(exactKey(identifier), { id: event.id, type: fact.type, until });
    return '';
  }

  /** What can still be taken back about somebody. */
  undoable(identifier: Identifier): Undoable | undefined {
    const recent = this.#recent.get(exactKey(identifier));
    return recent && recent.until > this.#now() ? recent : undefined;
  }

  async undo(identifier: Identifier): Promise<string> {
    const recent = this.#recent.get(exactKey(identifier));
    this.#recent.delete(exactKey(identifier));
    const undone = recent && (await sendMessage('event.undo', { id: recent.id }));
    return undone?.ok ? '' : say('problem.undo');
  }
}
