/** One place in a pattern: words that may stand there (`stem*` for all that begin so), or a gap. */
export type Step = { readonly words: readonly string[]; readonly gap: number };

/** So many words `_` passes over at most. */
const longestGap = 3;

/**
 * Reads `stop <sending> _ (me)`: words as they are, `stem*` for all that begin so, `<group>` for any of a
 * group, and `_` for up to three words, whatever they are.
 */
export function readPattern(
  pattern: string,
  groups: Readonly<Record<string, readonly string[]>>,
): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const token of pattern.split(' ')) {
    if (token === '_') {
      gap = longestGap;
      continue;
    }
    const name = /^<(.+)>$/.exec(token)?.[1];
    const words = name === undefined ? [token] : groups[name];
    if (!words) throw new Error(`No group "${name}", which "${pattern}" names.`);
    steps.push({ words, gap });
    gap = 0;
  }
  return steps;
}

/** Patterns by what they begin with, so that a word is not held against all of them. */
export type PatternIndex = {
  readonly byWord: ReadonlyMap<string, readonly Step[][]>;
  readonly byStem: readonly (readonly [stem: string, pattern: Step[]])[];
};

export function indexPatterns(patterns: readonly Step[][]): PatternIndex {
  const byWord = new Map<string, Step[][]>();
  const byStem: [string, Step[]][] = [];
  for (const pattern of patterns)
    for (const word of pattern[0]?.words ?? []) {
      if (word.endsWith('*')) byStem.push([word.slice(0, -1), pattern]);
      else byWord.set(word, [...(byWord.get(word) ?? []), pattern]);
    }
  return { byWord, byStem };
}

/** Whether any of the patterns stands in the sentence. */
export function stands({ byWord, byStem }: PatternIndex, sentence: readonly string[]): boolean {
  return sentence.some(
    (word, at) =>
      byWord.get(word)?.some((pattern) => matchesAt(sentence, at, pattern)) === true ||
      byStem.some(([stem, pattern]) => word.startsWith(stem) && matchesAt(sentence, at, pattern)),
  );
}

/** Whether the pattern begins at this word. A gap is as short as it can be, so that nothing is tried twice. */
export function matchesAt(
  sentence: readonly string[],
  start: number,
  pattern: readonly Step[],
): boolean {
  let at = start;
  for (const { words, gap } of pattern) {
    const end = at + gap;
    while (at < end && at < sentence.length && !isOneOf(sentence[at]!, words)) at++;
    if (at >= sentence.length || !isOneOf(sentence[at]!, words)) return false;
    at++;
  }
  return true;
}

function isOneOf(word: string, words: readonly string[]): boolean {
  return words.some((one) =>
    one.endsWith('*') ? word.startsWith(one.slice(0, -1)) : word === one,
  );
}
