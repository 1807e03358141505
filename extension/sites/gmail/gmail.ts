import { all, clickWholly, first } from '../dom.ts';
import type { Composer, SendGesture, Site } from '../site.ts';
import { readRecipients } from './recipients.ts';
import selectors from './selectors.json' with { type: 'json' };

/** Gmail in the browser: the compose window, its recipients and the ways of sending from it. */
export const gmail: Site = {
  id: 'gmail',
  name: 'Gmail',
  channel: 'email',
  matches: ({ hostname, pathname }) =>
    hostname === 'mail.google.com' || (hostname === 'localhost' && pathname.startsWith('/mail/')),
  sendGesture,
  composers: (page) =>
    outermost(all(page, [selectors.composer.candidates.join(',')])).map(toComposer),
};

function sendGesture(event: Event, path: readonly Element[]): SendGesture | null {
  const root = composerRootOf(path);
  if (!root) return null;
  const button = path.find(isSendButton);
  const sends = isKeyEvent(event) ? isSendKey(event, button !== undefined) : button !== undefined;
  return sends ? { composer: toComposer(root), replay: () => clickSend(root) } : null;
}

/** Ctrl or Cmd with Enter sends from anywhere in a composer; Enter and Space send on the button. */
function isSendKey(event: KeyboardEvent, onButton: boolean): boolean {
  const enter = event.key === 'Enter' || event.code === 'NumpadEnter' || event.code === 'Enter';
  if (enter && (event.ctrlKey || event.metaKey)) return true;
  return onButton && (enter || event.key === ' ' || event.code === 'Space');
}

function isKeyEvent(event: Event): event is KeyboardEvent {
  return event.type.startsWith('key');
}

function isSendButton(element: Element): boolean {
  return selectors.send.candidates.some((selector) => element.matches(selector));
}

/** The outermost one, since a dialog holds an `.M9` that holds a form, and all of them would match. */
function composerRootOf(path: readonly Element[]): HTMLElement | undefined {
  return path.findLast(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      selectors.composer.candidates.some((selector) => element.matches(selector)),
  );
}

function outermost(elements: readonly HTMLElement[]): HTMLElement[] {
  return elements.filter((inner) => !elements.some((o) => o !== inner && o.contains(inner)));
}

function toComposer(root: HTMLElement): Composer {
  return { root, recipients: () => readRecipients(root) };
}

function clickSend(root: HTMLElement): void {
  const button = first(root, selectors.send.candidates);
  if (button) clickWholly(button);
}
