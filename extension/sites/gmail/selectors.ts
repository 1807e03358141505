import { matches } from '../dom.ts';
import table from './selectors.json' with { type: 'json' };

export type Part = keyof typeof table;

type Readable = { readonly each: readonly string[]; readonly any: string };
const known: Partial<Record<Part, Readable>> = {};

/** What a part of the page may be found by, in order. */
export function candidates(part: Part): readonly string[] {
  return of(part).each;
}

/** All candidates as one selector, for finding every element that any of them finds. */
export function anyOf(part: Part): string {
  return of(part).any;
}

export function isA(part: Part, element: Element): boolean {
  return matches(element, of(part).any);
}

/** One candidate that this browser cannot read must not take the others with it. */
function of(part: Part): Readable {
  const before = known[part];
  if (before) return before;
  const each = table[part].candidates.filter(isReadable);
  return (known[part] = { each, any: each.join(',') });
}

function isReadable(selector: string): boolean {
  try {
    document.createElement('p').matches(selector);
    return true;
  } catch {
    return false;
  }
}
