import { markAsOverlay } from './shield.ts';
import { addStyles } from './styles.ts';

/** What a person does with a pointer or a key. Those that a page makes up are stopped at the root. */
const gestures = [
  'click',
  'dblclick',
  'auxclick',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'keydown',
  'keyup',
  'change',
  'submit',
] as const;

/** Seen by the page at the host alone, and stopped there: it has no business with our clicks and focus. */
const kept = [...gestures, 'focusin', 'focusout', 'pointermove', 'mousemove'] as const;

export type OverlayHost = {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  /** What Preact renders into; carries the tokens. */
  readonly body: HTMLElement;
};

/** A host with its own shadow root, not yet in the page. Closed, but in builds for practice and tests. */
export function createHost(name: string, css: string): OverlayHost {
  const host = document.createElement(name);
  markAsOverlay(host);
  const practice = import.meta.env['VITE_HEED_PRACTICE'] === '1';
  const root = host.attachShadow({ mode: practice ? 'open' : 'closed' });
  addStyles(root, css);
  const body = document.createElement('div');
  body.className = 'heed';
  body.dir = pageDirection();
  root.append(body);
  for (const type of gestures) root.addEventListener(type, refuseMadeUp, { capture: true });
  for (const type of kept) host.addEventListener(type, (event) => event.stopPropagation());
  return { host, root, body };
}

function refuseMadeUp(event: Event): void {
  if (event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function pageDirection(): 'ltr' | 'rtl' {
  return getComputedStyle(document.body ?? document.documentElement).direction === 'rtl'
    ? 'rtl'
    : 'ltr';
}

/** How often a page may take the host away before we stop putting it back. */
const patience = 5;

/**
 * Puts the host at the end of the document and keeps it there, clean of attributes that are not ours (`inert`,
 * `hidden`, `aria-hidden`). Calls `onReturned` after each rescue and `onLost` when it gives up.
 */
export function keepInPage(
  host: HTMLElement,
  on: { returned?: () => void; lost?: () => void },
  signal: AbortSignal,
): void {
  const ours = new Set(host.getAttributeNames());
  let rescues = 0;
  const watcher = new MutationObserver(() => {
    for (const name of host.getAttributeNames()) if (!ours.has(name)) host.removeAttribute(name);
    if (host.parentNode === document.documentElement) return;
    rescues += 1;
    if (rescues > patience) {
      watcher.disconnect();
      on.lost?.();
    } else {
      place();
      on.returned?.();
    }
  });
  const place = () => {
    document.documentElement.append(host);
    watcher.observe(document, { childList: true });
    watcher.observe(document.documentElement, { childList: true });
    watcher.observe(host, { attributes: true });
  };
  place();
  signal.addEventListener('abort', () => {
    watcher.disconnect();
    host.remove();
  });
}
