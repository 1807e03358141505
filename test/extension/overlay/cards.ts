import type { CardInput, CardPorts } from '../../../extension/overlay/card-input.ts';
import type { RecordedFact } from '../../../extension/overlay/choice.ts';
import { reason } from './people.ts';

/** A card's ports over what a test can change; `answer` is what recording and undoing answer. */
export function cardOf(change: Partial<CardInput> = {}) {
  const recorded: RecordedFact[] = [];
  const card = {
    input: {
      who: 'Amelia Hart <amelia@example.com>',
      status: 'blocked',
      sentence: 'They objected.',
      purpose: 'direct-marketing',
      channel: 'email',
      reasons: [reason()],
      recordable: [],
      ...change,
    } as CardInput,
    answer: '',
    undone: 0,
    recorded,
  };
  const ports: CardPorts = {
    read: () => card.input,
    record: async (fact) => {
      recorded.push(fact);
      return card.answer;
    },
    undo: async () => {
      card.undone += 1;
      return card.answer;
    },
  };
  return Object.assign(card, { ports });
}
