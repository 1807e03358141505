import { matches } from '../dom.ts';
import { lookupFor } from '../selectors.ts';
import table from './selectors.json' with { type: 'json' };

export type Part = keyof typeof table;

export const { candidates, anyOf } = lookupFor<Part>('gmail', table);

export function isA(part: Part, element: Element): boolean {
  return matches(element, anyOf(part));
}
