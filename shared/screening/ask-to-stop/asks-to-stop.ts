import * as files from './files.ts';
import type { PatternIndex } from './pattern.ts';
import { indexPatterns, readPattern, stands } from './pattern.ts';
import { sentencesOf } from './own-words.ts';

/**
 * How people say in one language that they want to be left alone. `groups` are words that stand for each
 * other; patterns are written as `pattern.ts` says, in small letters without accents.
 */
export type StopWords = {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Asks wherever it stands in a sentence. */
  readonly asks: readonly string[];
  /** Asks when a short message says nothing else, but for what is polite: `no interest, thanks`. */
  readonly alone: readonly string[];
  readonly polite: readonly string[];
  /** A sentence in which this stands asks for something else. */
  readonly unless: readonly string[];
  /** A machine answers: a message in which this stands says nothing of what somebody wants. */
  readonly automatic: readonly string[];
};

type Patterns = Readonly<Record<'asks' | 'unless' | 'automatic', PatternIndex>> & {
  readonly alone: ReadonlySet<string>;
  readonly polite: ReadonlySet<string>;
};

const languages: readonly Patterns[] = (Object.values(files) as StopWords[]).map((words) => {
  const read = (patterns: readonly string[]) =>
    indexPatterns(patterns.map((pattern) => readPattern(pattern, words.groups)));
  return {
    asks: read(words.asks),
    alone: new Set(words.alone),
    polite: new Set(words.polite),
    unless: read(words.unless),
    automatic: read(words.automatic),
  };
});

/** A message in which `alone` counts has no more words than this: the wish, a greeting, thanks, a name. */
const short = 12;

/**
 * Whether a message asks its reader to stop writing, in any of the languages. Takes the plain text of one
 * message, with what it quotes; the time is in proportion to its length. It may miss a wish, and is to be
 * asked about, never acted on by itself.
 */
export function asksToStop(message: string): boolean {
  const sentences = sentencesOf(message);
  const words = sentences.reduce((sum, { length }) => sum + length, 0);
  return languages.some((language) => {
    if (sentences.some((sentence) => stands(language.automatic, sentence))) return false;
    return sentences.some(
      (sentence) =>
        (stands(language.asks, sentence) || (words <= short && isAlone(sentence, language))) &&
        !stands(language.unless, sentence),
    );
  });
}

function isAlone(sentence: readonly string[], { alone, polite }: Patterns): boolean {
  return alone.has(sentence.filter((word) => word !== ',' && !polite.has(word)).join(' '));
}
