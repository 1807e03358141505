import { isHtml, matches } from '../dom.ts';
import type { Composer } from '../site.ts';

/** One event of a gesture that might send. */
export type Press = {
  readonly event: Event;
  /** Innermost first. */
  readonly path: readonly Element[];
  /** Missing for the mouse and a finger. */
  readonly key?: 'ctrl-enter' | 'enter' | 'space';
};

/** Nothing for a key that never sends: most of what is typed. */
export function pressOf(event: Event, path: readonly Element[]): Press | undefined {
  if (!event.type.startsWith('key')) return { event, path };
  const { key, code, ctrlKey, metaKey } = event as KeyboardEvent;
  if (key === 'Enter' || code === 'Enter' || code === 'NumpadEnter')
    return { event, path, key: ctrlKey || metaKey ? 'ctrl-enter' : 'enter' };
  return key === ' ' || code === 'Space' ? { event, path, key: 'space' } : undefined;
}

/** The first element on the way out that can be pressed. */
export function pressedIn(path: readonly Element[]): Element | undefined {
  return path.find((element) => matches(element, pressable));
}

export const pressable =
  'button, a, [role=button], [role=link], [role=menuitem], [role=option], [role=gridcell], [data-emoji]';

/** What sends where nothing else is as it was: it is stopped and asked about, never let through. */
export function unknownComposer(path: readonly Element[]): Composer {
  const elements = path.filter((element) => isHtml(element));
  const root =
    elements.find((element) => matches(element, '[role=dialog], form')) ??
    elements.findLast((element) => element.parentElement === document.body) ??
    document.body;
  return {
    root,
    recipients: () => ({ status: 'unreadable', why: 'no-recipient-field' }),
    hasSend: () => true,
  };
}
