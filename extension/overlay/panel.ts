import { render } from 'preact';
import type { ComponentChild } from 'preact';
import css from './card.css?inline';
import { createHost, keepInPage } from './host.ts';
import person from './person.css?inline';
import { deepActive, isOverlay, onKey } from './shield.ts';

export type Panel = {
  /** Shows how things stand now. */
  update(): void;
  /** Puts the focus in: from now on it stays until it is sent away. */
  enter(): void;
  /** The pointer has left what opened it: unless it comes here, the panel goes. */
  leave(): void;
  close(): void;
};

type PanelOptions = {
  /** Of the element that holds it. */
  readonly name: string;
  readonly css?: string;
  /** What is in it now; may write its label. */
  readonly draw: (card: HTMLElement, panel: Panel) => ComponentChild;
  /** What it is about; in the corner when that cannot be seen. */
  readonly anchor: DOMRect | undefined;
  readonly onGone: () => void;
};

let current: Panel | undefined;

/** How long a pointer may be on its way from the mark to the panel, in milliseconds. */
const patience = 400;
const gap = 6;
const margin = 8;

/**
 * Shows a card beside what it is about. There is one at a time, whatever it is about. It takes no focus
 * by itself: whoever writes goes on writing.
 */
export function openPanel({ name, css: own = '', draw, anchor, onGone }: PanelOptions): Panel {
  current?.close();
  const life = new AbortController();
  const { signal } = life;
  const { host, body } = createHost(name, person + css + own);
  const card = document.createElement('div');
  card.className = 'card';
  card.tabIndex = -1;
  card.setAttribute('role', 'dialog');
  body.append(card);
  let before: HTMLElement | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    if (signal.aborted) return;
    render(draw(card, handle), card);
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
  const handle: Panel = { update, enter, leave, close };

  card.addEventListener('pointerenter', stay);
  card.addEventListener('pointerleave', leave);
  // A press inside makes it stay, as a visit by keyboard does; then the focus goes back to where it was.
  card.addEventListener('pointerdown', () => (before ??= deepActive()));
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
