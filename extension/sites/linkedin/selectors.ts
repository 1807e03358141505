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

const joined: Partial<Record<Part, string>> = {};
