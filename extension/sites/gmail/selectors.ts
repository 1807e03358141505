import { all, matches } from '../dom.ts';
import { lookupFor } from '../selectors.ts';
import table from './selectors.json' with { type: 'json' };

export type Part = keyof typeof table;

export const { candidates, anyOf } = lookupFor<Part>('gmail', table);

export function isA(part: Part, element: Element): boolean {
  return matches(element, anyOf(part));
}

/** Every element that any candidate finds. One by one: a browser takes much longer for all in one selector. */
export function every(part: Part, root: ParentNode): HTMLElement[] {
  const found = candidates(part).map((selector) => all(root, [selector]));
  return [...new Set(found.flat())];
}
