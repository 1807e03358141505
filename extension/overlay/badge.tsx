import { render } from 'preact';
import { plainLabel } from '../ui/plain-text.ts';
import { language, say } from '../ui/say.ts';
import { StatusShape } from '../ui/status-mark.tsx';
import type { Status } from '../ui/status.ts';
import css from './badge.css?inline';
import type { CardPorts } from './card-input.ts';
import type { Card } from './card.tsx';
import { showCard } from './card.tsx';
import type { Place } from './follow.ts';
import { follow } from './follow.ts';
import { createHost, keepInPage } from './host.ts';
import { onKey } from './shield.ts';

export type BadgeState = {
  readonly status: Status;
  /** Whom it is about, as the page names them. */
  readonly who: string;
  /** The status in one sentence; `statusSentence()` makes one. */
  readonly sentence: string;
};

export type Badge = { update(state: BadgeState): void; remove(): void };

/** How long a pointer rests on a mark before the card comes, in milliseconds: nobody who passes by is stopped. */
const restFor = 200;

/** Those that are shown, in the order in which they came, by how their card is opened. */
const shown = new Map<() => void, () => Status>();

/**
 * Shows a mark at the upper edge of the anchor, on the side where it starts: chips end with what removes them.
 * The anchor itself is never written to. The card comes on hover, on focus and on a press.
 */
export function showBadge(anchor: HTMLElement, first: BadgeState, ports: CardPorts): Badge {
  const life = new AbortController();
  const { host, body } = createHost('heed-badge', css);
  let state = first;
  let card: Card | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isSeen = false;

  const open = (): Card => {
    clearTimeout(resting);
    const where = isSeen ? anchor.getBoundingClientRect() : undefined;
    card ??= showCard(ports, where, () => {
      card = undefined;
      draw();
    });
    draw();
    return card;
  };
  const draw = () => {
    if (life.signal.aborted) return;
    host.dataset['status'] = state.status;
    body.lang = language();
    render(<BadgeView {...state} isOpen={card !== undefined} />, body);
  };
  const move = (place: Place) => {
    isSeen = place !== null;
    // Its focus must not be lost because the page folds the chips up.
    if (place || !body.contains((body.getRootNode() as ShadowRoot).activeElement))
      moveTo(host, place);
  };

  // A press on the mark must not take the focus from the recipient field: Gmail folds the chips up then.
  host.addEventListener('mousedown', (event) => event.preventDefault());
  body.addEventListener('pointerenter', () => {
    resting = setTimeout(open, restFor);
  });
  body.addEventListener('pointerleave', () => {
    clearTimeout(resting);
    card?.leave();
  });
  body.addEventListener('focusin', () => open());
  body.addEventListener('focusout', () => card?.leave());
  body.addEventListener('click', (event) => event.isTrusted && open().enter());
  draw();
  moveTo(host, null);
  keepInPage(host, {}, life.signal);
  follow(anchor, move, life.signal);
  const enter = () => open().enter();
  shown.set(enter, () => state.status);
  life.signal.addEventListener('abort', () => {
    clearTimeout(resting);
    shown.delete(enter);
  });
  return {
    update(next) {
      // Called at each look at the page, and a page of search results has sixty.
      const isSame = sameState(state, next) && body.lang === language();
      state = next;
      if (!isSame) draw();
      card?.update();
    },
    // Whoever reads the card may go on: it speaks of a person, not of a chip.
    remove: () => life.abort(),
  };
}

function sameState(a: BadgeState, b: BadgeState): boolean {
  return a.status === b.status && a.who === b.who && a.sentence === b.sentence;
}

function BadgeView({ status, who, sentence, isOpen }: BadgeState & { isOpen: boolean }) {
  const label = say('card.open', {
    name: plainLabel(who),
    status: say(`status.${status}.short`),
    sentence,
  });
  return (
    <button
      type="button"
      class={`badge tone-${status}`}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={label}
    >
      <StatusShape status={status} size={11} />
      <span class="word">{say(`status.${status}.short`)}</span>
    </button>
  );
}

let visited: (() => void) | undefined;

/** Goes to the next recipient's card: at first to one who is in the way. */
onKey('Alt+Shift+H', () => {
  const all = [...shown.keys()];
  const before = visited ? all.indexOf(visited) : -1;
  const inTheWay = all.find((one) => shown.get(one)!() !== 'allowed');
  visited = before >= 0 ? all[(before + 1) % all.length] : (inTheWay ?? all[0]);
  visited?.();
  return visited !== undefined;
});

function moveTo(host: HTMLElement, place: Place): void {
  host.style.setProperty('--shown', place ? 'block' : 'none');
  if (!place) return;
  const { rect, rtl } = place;
  const { clientWidth } = document.documentElement;
  host.style.setProperty('--y', `${Math.round(rect.top)}px`);
  host.style.setProperty('--left', rtl ? 'auto' : `${Math.round(rect.left)}px`);
  host.style.setProperty('--right', rtl ? `${Math.round(clientWidth - rect.right)}px` : 'auto');
}
