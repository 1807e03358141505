import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Badge } from '../overlay/badge.tsx';
import { showBadge } from '../overlay/badge.tsx';
import type { CardPorts } from '../overlay/card-input.ts';
import type { PageState, PageStatePill } from '../overlay/page-state.tsx';
import { showPageState } from '../overlay/page-state.tsx';
import type { SeenPerson } from './beside.ts';
import { cardInputFor } from './card-facts.ts';
import type { Subject } from './card-facts.ts';
import type { Recorder } from './recorder.ts';
import { stateFor } from './standing-words.ts';
import type { SeenComposer, Standing } from './watch.ts';

export type Marks = {
  show(seen: readonly SeenComposer[], beside?: readonly SeenPerson[]): void;
  clear(): void;
};

export type MarkOptions = {
  readonly pageState: (seen: readonly SeenComposer[]) => PageState | undefined;
  readonly recorder: Recorder;
  /** What a card has to know besides, about somebody who may be known. */
  readonly about: (
    identifier: Identifier | undefined,
  ) => Pick<Subject, 'facts' | 'setting' | 'channel' | 'at'>;
};

type Shown = { who: string; identifier?: Identifier; standing: Standing };
type Mark = { readonly badge: Badge; shown: Shown };

/** Keeps a badge at each recipient in the page, and one word in the corner about the page itself. */
export function createMarks({ pageState, recorder, about }: MarkOptions): Marks {
  const marks = new Map<HTMLElement, Mark>();
  let pill: PageStatePill | undefined;

  return {
    show(seen, beside = []) {
      const recipients = seen.flatMap(({ people }) => people);
      const all = [
        ...recipients.map(({ recipient: r, standing }) => ({ ...r, standing })),
        ...beside,
      ];
      const present = new Set<HTMLElement>();
      for (const { anchor, text: who, identifier, standing } of all) {
        if (!anchor) continue;
        present.add(anchor);
        mark(anchor, { who, standing, ...(identifier && { identifier }) });
      }
      for (const anchor of marks.keys()) if (!present.has(anchor)) drop(anchor);
      showPage(pageState(seen));
    },
    clear() {
      for (const anchor of marks.keys()) drop(anchor);
      showPage(undefined);
    },
  };

  function mark(anchor: HTMLElement, shown: Shown): void {
    const state = stateFor(shown.who, shown.standing);
    const old = marks.get(anchor);
    if (old) {
      old.shown = shown;
      old.badge.update(state);
      return;
    }
    const ports: CardPorts = {
      read: () => read(fresh.shown),
      record: (fact) => onIdentifier((one) => recorder.record(fact, one)),
      undo: () => onIdentifier((one) => recorder.undo(one)),
    };
    const fresh: Mark = { badge: showBadge(anchor, state, ports), shown };
    marks.set(anchor, fresh);

    function onIdentifier(act: (identifier: Identifier) => Promise<string>): Promise<string> {
      const { identifier } = fresh.shown;
      return identifier ? act(identifier) : Promise.resolve('');
    }
  }

  function read(shown: Shown) {
    const undo = shown.identifier && recorder.undoable(shown.identifier);
    return cardInputFor({ ...shown, ...about(shown.identifier), ...(undo && { undo }) });
  }

  function drop(anchor: HTMLElement): void {
    marks.get(anchor)?.badge.remove();
    marks.delete(anchor);
  }

  function showPage(state: PageState | undefined): void {
    if (state && pill) pill.update(state);
    else if (state) pill = showPageState(state);
    else {
      pill?.remove();
      pill = undefined;
    }
  }
}
