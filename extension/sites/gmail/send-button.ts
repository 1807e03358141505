import { all, matches } from '../dom.ts';
import words from './words.json' with { type: 'json' };
import { outsideBody } from './fields.ts';
import { candidates, every, isA } from './selectors.ts';

/** Whether this is Send, or Send and archive, given that it stands in a composer. */
export function isSendInComposer(element: Element): boolean {
  return isA('send', element) || isA('sendInComposer', element) || says('send', element);
}

/** The one that Ctrl+Enter stands for: not the one that archives too, where there are both. */
export function sendIn(root: Element): HTMLElement | null {
  for (const selector of [...candidates('send'), ...candidates('sendInComposer').toReversed()]) {
    const found = all(root, [selector]).filter(outsideBody);
    if (found.length > 0) return found.find((one) => !matches(one, '.Uo')) ?? found[0]!;
  }
  return buttonsThatSay('send', root)[0] ?? null;
}

/** Every Send that can be told without knowing that it stands in a composer. */
export function sendsIn(page: Document): HTMLElement[] {
  const found = every('send', page);
  return found.length > 0 ? found : buttonsThatSay('send', page);
}

function isButton(element: Element): boolean {
  return matches(element, buttons);
}

/** By its words alone, in the languages that they are known of. */
export function says(what: 'send' | 'cancel', element: Element): boolean {
  return (
    isButton(element) &&
    [element.getAttribute('aria-label'), element.getAttribute('data-tooltip'), element.textContent]
      .map(plain)
      .some((label) => words[what].includes(label))
  );
}

const buttons = 'button, a, [role=button], [role=link], input[type=submit]';

function buttonsThatSay(what: 'send', root: ParentNode): HTMLElement[] {
  return all(root, [buttons]).filter((button) => says(what, button) && outsideBody(button));
}

/** Labels hold marks of direction (U+202A and U+202C), and a shortcut in brackets. */
function plain(label: string | null): string {
  if (!label || label.length > 60) return '';
  return label
    .replaceAll(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\([^)]*\)\s*$/, '')
    .trim()
    .toLowerCase();
}
