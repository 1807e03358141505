import { pathOf } from '../../../extension/sites/dom.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import type { Composer, SendGesture } from '../../../extension/sites/site.ts';

/** What the site says of an event, asked while it is under way, as the guard does. */
export function gestureOf(target: Element, event: Event): SendGesture | null {
  let found: SendGesture | null = null;
  const listen = (heard: Event): void => {
    found = gmail.sendGesture(heard, pathOf(heard));
  };
  window.addEventListener(event.type, listen, true);
  target.dispatchEvent(event);
  window.removeEventListener(event.type, listen, true);
  return found;
}

export const click = (): Event =>
  new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });

export const key = (name: string, held: KeyboardEventInit = {}): Event =>
  new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...held,
  });

export const ctrlEnter = (): Event => key('Enter', { ctrlKey: true });

/** The one element that the selector finds. */
export function the(selector: string): HTMLElement {
  const found = document.querySelectorAll<HTMLElement>(selector);
  if (found.length !== 1) throw new Error(`${found.length} of ${selector}`);
  return found[0]!;
}

export function add(html: string): void {
  document.body.insertAdjacentHTML('beforeend', html);
}

/** Whom a composer is read to be written to, or why it cannot be read. */
export function whom(composer: Composer | undefined): string[] | string {
  const reading = composer?.recipients();
  if (reading?.status !== 'read') return reading?.why ?? 'no composer';
  return reading.recipients.map(({ identifier, text }) => identifier?.value ?? `? ${text}`);
}
