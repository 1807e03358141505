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
  composers: (page) => rootsIn(page).map(toComposer),
  hasUnknownComposer: (page) => {
    const roots = rootsIn(page);
    return all(page, ['input[name=subjectbox], [g_editable=true]']).some(
      (part) => !roots.some((root) => root.contains(part)),
    );
  },
};

function sendGesture(event: Event, path: readonly Element[]): SendGesture | null {
  const button = path.find(isSendButton);
  const root = composerRootOf(path);
  if (!root && !button) return null;
  const sends = isKeyEvent(event) ? isSendKey(event, button !== undefined) : button !== undefined;
  if (!sends) return null;
  const composer = root ? toComposer(root) : unknownComposer(path);
  return { composer, replay: () => clickSend(composer.root, button) };
}

/** A Send button round which nothing else is as it was: it is stopped and asked about, never let through. */
function unknownComposer(path: readonly Element[]): Composer {
  const elements = path.filter((element) => element instanceof HTMLElement);
  const root =
    elements.find((element) => element.matches('[role=dialog], form')) ??
    elements.findLast((element) => element.parentElement === document.body) ??
    document.body;
  return {
    root,
    recipients: () => ({ status: 'unreadable', why: 'no-recipient-field' }),
    hasSend: () => true,
  };
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
      selectors.composer.candidates.some((selector) => element.matches(selector)) &&
      isOne(element),
  );
}

function rootsIn(page: Document): HTMLElement[] {
  return outermost(all(page, [selectors.composer.candidates.join(',')]).filter(isOne));
}

/** What holds two subjects is something round two composers. */
function isOne(root: HTMLElement): boolean {
  return root.querySelectorAll('input[name=subjectbox]').length < 2;
}

function outermost(elements: readonly HTMLElement[]): HTMLElement[] {
  return elements.filter((inner) => !elements.some((o) => o !== inner && o.contains(inner)));
}

function toComposer(root: HTMLElement): Composer {
  return {
    root,
    recipients: () => readRecipients(root),
    hasSend: () => first(root, selectors.send.candidates) !== null,
  };
}

/** The very button that was pressed; another only after a key, or when the page has drawn it anew. */
function clickSend(root: HTMLElement, pressed: Element | undefined): void {
  const again = pressed instanceof HTMLElement && pressed.isConnected ? pressed : undefined;
  const button = again ?? first(root, selectors.send.candidates);
  if (button) clickWholly(button);
}
