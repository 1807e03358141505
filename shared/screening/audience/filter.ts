/** One condition of a segment. `negative`: who has it is left out. */
export type Filter = {
  readonly column: string;
  readonly negative: boolean;
  readonly values: readonly string[];
};

const operators = [
  { pattern: /^(?:!=|<>|≠)/u, negative: true },
  { pattern: /^(?:==|>=|<=|=|>|<)/u, negative: false },
  {
    pattern: /^(?:is not|isn't|not in|not|does not contain|excludes?)(?![\p{L}\p{N}])/iu,
    negative: true,
  },
  { pattern: /^(?:is|in|contains|includes?|equals|between)(?![\p{L}\p{N}])/iu, negative: false },
];

/**
 * Reads a condition as people and programs write it: `religion != "Muslim"`, `age >= 50`,
 * `NOT marital_status in (single, divorced)`, `exclude pregnant`. What is no condition is a name alone.
 */
export function readFilter(text: string): Filter {
  const trimmed = text.trim();
  const before = /^(?:not|exclude|excluding|without|except|-|!)\s*(?=[\p{L}"'(])/iu.exec(trimmed);
  const rest = trimmed.slice(before?.[0].length ?? 0);
  const place = operatorIn(rest);
  const column = unquoted((place ? rest.slice(0, place.at) : rest).replace(/^\(|\)$/g, ''));
  return {
    column,
    negative: (before !== null) !== (place?.negative ?? false),
    values: place ? valuesIn(rest.slice(place.end)) : [],
  };
}

function operatorIn(text: string): { at: number; end: number; negative: boolean } | undefined {
  // A column's own name may hold `in` or `is` only inside a word, or in quotes.
  const start = text.startsWith('"') ? text.indexOf('"', 1) + 1 : 1;
  for (let at = start; at < text.length; at++) {
    const begins = /\s/.test(text[at - 1]!) || /[=!<>≠]/.test(text[at]!);
    if (!begins) continue;
    for (const { pattern, negative } of operators) {
      const found = pattern.exec(text.slice(at));
      if (found) return { at, end: at + found[0].length, negative };
    }
  }
  return undefined;
}

function valuesIn(text: string): string[] {
  return text
    .replaceAll(/^[\s([]+|[\s)\]]+$/g, '')
    .split(/\s*(?:,|;|\bor\b|\band\b)\s*/i)
    .map(unquoted)
    .filter((value) => value !== '');
}

function unquoted(text: string): string {
  return text
    .trim()
    .replaceAll(/^["'“”]+|["'“”]+$/g, '')
    .trim();
}
