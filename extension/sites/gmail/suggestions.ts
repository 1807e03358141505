import { all, matches } from '../dom.ts';
import { isA } from './selectors.ts';

/**
 * Whether an option is one of those that Gmail offers while an address is typed, and not a recipient.
 * Both are options with an address. It is one only where everything says so: its list is named by a
 * field as what it opens, holds no field itself, and nothing about the option is a chip's.
 */
export function isSuggestion(option: Element, root: Element): boolean {
  if (option.querySelector('[role=button], button')) return false;
  for (let at: Element | null = option; at && at !== root; at = at.parentElement) {
    if (isA('chipShell', at)) return false;
    if (at !== option && isOpenedList(at, root)) return true;
  }
  return false;
}

/** The lists of suggestions below this element, themselves or any part of them. */
export function suggestionListsIn(field: Element, root: Element): Element[] {
  return all(field, ['[id]']).filter((one) => isOpenedList(one, root));
}

function isOpenedList(element: Element, root: Element): boolean {
  const { id } = element;
  if (!id || element.querySelector('input, textarea')) return false;
  return all(root, ['[aria-controls], [aria-owns]']).some(
    (field) =>
      matches(field, 'input, textarea') &&
      `${field.getAttribute('aria-controls')} ${field.getAttribute('aria-owns')}`
        .split(/\s+/)
        .includes(id),
  );
}
