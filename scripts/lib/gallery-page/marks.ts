import { showBadge } from '../../../extension/overlay/badge.tsx';
import { showBanner } from '../../../extension/overlay/banner.tsx';
import type { CardInput, CardPorts } from '../../../extension/overlay/card-input.ts';
import type { DialogPerson } from '../../../extension/overlay/choice.ts';
import { recordable } from '../../../extension/overlay/choice.ts';
import type { PageState } from '../../../extension/overlay/page-state.tsx';
import { showPageState } from '../../../extension/overlay/page-state.tsx';
import { statusOf, statusSentence } from '../../../extension/ui/status.ts';
import * as people from './people.ts';

const at = Date.UTC(2026, 4, 3, 9);

/** What only the guard would know of them. */
const known: Readonly<Record<string, Partial<CardInput>>> = {
  [people.carla.label]: {
    since: Date.UTC(2025, 9, 1),
    until: Date.UTC(2027, 9, 1),
    source: 'Consent, given by a web form',
    last: { at, channel: 'email' },
    next: 'now',
  },
  [people.amelia.label]: { since: at, source: 'Their own objection', last: null, next: 'person' },
  [people.unknownPerson.label]: { last: null, next: 'evidence' },
};

const shown = [
  people.carla,
  people.amelia,
  people.unknownPerson,
  { ...people.listed, verdict: 'warn' as const },
  people.group,
  people.bruno,
];

/** Recording does what the background would: it can be taken back for a minute. */
function portsFor(person: DialogPerson): CardPorts {
  let undo: CardInput['undo'];
  return {
    read: () => ({
      who: person.label,
      status: statusOf(person),
      sentence: statusSentence(person),
      purpose: 'direct-marketing',
      channel: 'email',
      reasons: person.reasons,
      recordable: recordable(person),
      ...known[person.label],
      ...(undo && { undo }),
    }),
    record: async ({ type }) => {
      undo = { type, until: Date.now() + 60_000 };
      return '';
    },
    undo: async () => {
      undo = undefined;
      return '';
    },
  };
}

export function showBadges(chips: HTMLElement): void {
  for (const person of shown) {
    const who = person.label.replace(/ <.*/, '');
    const chip = document.createElement('div');
    chip.className = 'chip';
    const [face, name, away] = ['face', 'name', 'away'].map((part) => {
      const span = document.createElement('span');
      span.className = part;
      chip.append(span);
      return span;
    });
    face!.textContent = '';
    name!.textContent = who;
    away!.textContent = '×';
    chips.append(chip);
    const sentence = statusSentence(person);
    showBadge(chip, { status: statusOf(person), who, sentence }, portsFor(person));
  }
}

export function showAsking(): void {
  const ports = portsFor(people.amelia);
  showBanner({
    who: people.amelia.label,
    record: () =>
      ports.record({ person: '', type: 'objected', method: 'reply', occurredOn: '2026-05-03' }),
    undo: ports.undo,
    undoable: () => ports.read().undo,
    onGone: () => undefined,
  });
}

export function showStates(state: string): void {
  showPageState(state as PageState);
}
