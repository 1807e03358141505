import { render } from 'preact';
import css from './card.css?inline';
import type { CardPorts } from './card-input.ts';
import { CardView } from './card-view.tsx';
import { createHost, keepInPage } from './host.ts';
import person from './person.css?inline';
import { plainLabel } from '../ui/plain-text.ts';
import { language, say } from '../ui/say.ts';
import { deepActive, isOverlay, onKey } from './shield.ts';

export type Card = {
  readonly ports: CardPorts;
  /** Shows how things stand now. */
  update(): void;
  /** Puts the focus in: from now on it stays until it is sent away. */
  enter(): void;
  /** The pointer has left what opened it: unless it comes here, the card goes. */
  leave(): void;
  close(): void;
};

let current: Card | undefined;

export function currentCard(): Card | undefined {
  return current;
}

/** How long a pointer may be on its way from the mark to the card, in milliseconds. */
const patience = 400;
const gap = 6;
const margin = 8;

/**
 * Shows the card of somebody, below what it is about; in the corner when that cannot be seen. There is
 * one at a time. It takes no focus by itself: whoever writes goes on writing.
 */
export function showCard(ports: CardPorts, anchor: DOMRect | undefined, onGone: () => void): Card {
  current?.close();
  const life = new AbortController();
  const { signal } = life;
  const { host, body } = createHost('heed-card', person + css);
  const card = document.createElement('div');
  card.className = 'card';
  card.tabIndex = -1;
  card.setAttribute('role', 'dialog');
  body.append(card);
  let before: HTMLElement | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    if (signal.aborted) return;
    const input = ports.read();
    card.lang = language();
    card.setAttribute('aria-label', say('card.label', { name: plainLabel(input.who) }));
    render(<CardView input={input} ports={ports} onChanged={update} onClose={close} />, card);
    place(host, anchor);
  };
  const stay = () => clearTimeout(leaving);
  const leave = () => {
    stay();
    leaving = setTimeout(() => {
      if (!before && !card.querySelector('form')) close();
    }, patience);
  };
  const close = () => {
    if (signal.aborted) return;
    const hadFocus = card.contains(rootOf(card).activeElement);
    life.abort();
    stay();
    if (current === handle) current = undefined;
    render(null, card);
    if (hadFocus && before?.isConnected) before.focus({ preventScroll: true });
    onGone();
  };
  const enter = () => {
    if (signal.aborted) return;
    before ??= deepActive();
    card.focus({ preventScroll: true });
  };
  const handle: Card = { ports, update, enter, leave, close };

  card.addEventListener('pointerenter', stay);
  card.addEventListener('pointerleave', leave);
  // A press inside makes it stay, as a visit by keyboard does.
  card.addEventListener('focusin', () => (before ??= document.body));
  window.addEventListener('pointerdown', (event) => !isOverlay(event.target) && close(), {
    capture: true,
    signal,
  });
  place(host, anchor);
  keepInPage(host, { lost: close }, signal);
  current = handle;
  update();
  return handle;
}

onKey('Escape', () => {
  const open = current;
  open?.close();
  return open !== undefined;
});

/** Below the anchor, above it where there is no room; never out of the window. */
function place(host: HTMLElement, anchor: DOMRect | undefined): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight } = host;
  const isOnTheRight = anchor && anchor.left + anchor.right > clientWidth;
  const left = !anchor ? clientWidth : isOnTheRight ? anchor.right - offsetWidth : anchor.left;
  const below = anchor ? anchor.bottom + gap : clientHeight;
  const above = anchor ? anchor.top - gap - offsetHeight : below;
  const top = below + offsetHeight > clientHeight - margin && above >= margin ? above : below;
  const inside = (at: number, size: number, room: number) =>
    Math.round(Math.max(margin, Math.min(at, room - size - margin)));
  host.style.setProperty('--left', `${inside(left, offsetWidth, clientWidth)}px`);
  host.style.setProperty('--top', `${inside(top, offsetHeight, clientHeight)}px`);
}

function rootOf(node: Node): ShadowRoot {
  return node.getRootNode() as ShadowRoot;
}
