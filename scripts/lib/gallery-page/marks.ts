import { showBadge } from '../../../extension/overlay/badge.tsx';
import type { PageState } from '../../../extension/overlay/page-state.tsx';
import { showPageState } from '../../../extension/overlay/page-state.tsx';
import { statusOf, statusSentence } from '../../../extension/ui/status.ts';
import * as people from './people.ts';

const shown = [
  people.carla,
  people.amelia,
  people.unknownPerson,
  { ...people.listed, verdict: 'warn' as const },
  people.group,
  people.bruno,
];

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
    showBadge(chip, { status: statusOf(person), who, sentence: statusSentence(person) });
  }
}

export function showStates(state: string): void {
  showPageState(state as PageState);
}
