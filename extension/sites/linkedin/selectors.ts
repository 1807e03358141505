import table from './selectors.json' with { type: 'json' };

export type Part = keyof typeof table;

/** What a part of the page may be found by, in order: structure and attributes, classes, words. */
export function candidates(part: Part): readonly string[] {
  return table[part].candidates;
}

/** All candidates as one selector, for finding every element that any of them finds. */
export function anyOf(part: Part): string {
  return (joined[part] ??= table[part].candidates.join(','));
}

/** The same without those that look into each element: for a page of thousands, at each of its changes. */
export function quickOf(part: Part): string {
  return (quick[part] ??= table[part].candidates.filter((one) => !one.includes(':has')).join(','));
}

const joined: Partial<Record<Part, string>> = {};
const quick: Partial<Record<Part, string>> = {};
