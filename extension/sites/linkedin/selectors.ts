import { lookupFor } from '../selectors.ts';
import table from './selectors.json' with { type: 'json' };

export type Part = keyof typeof table;

/** What a part of the page may be found by, in order: structure and attributes, classes, words. */
export const { candidates, anyOf } = lookupFor<Part>('linkedin', table);

/** The same without those that look into each element: for a page of thousands, at each of its changes. */
export function quickOf(part: Part): readonly string[] {
  return candidates(part).filter((one) => !one.includes(':has'));
}
