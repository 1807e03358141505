import { stopWords } from './tables.ts';
import { tokenise } from './tokens.ts';

let votes: Map<string, string[]> | undefined;

/** By word, the languages that it speaks for. */
function votesOf(): ReadonlyMap<string, readonly string[]> {
  if (votes) return votes;
  votes = new Map();
  for (const [language, list] of Object.entries(stopWords))
    for (const word of list.split(' ')) votes.set(word, [...(votes.get(word) ?? []), language]);
  return votes;
}

/** Whether a language (ISO 639) can be told by its words. */
export function isKnown(language: string): boolean {
  return Object.hasOwn(stopWords, language);
}

/** A language has to be ahead by as many votes before the others are left out. */
const clear = 3;
/** A message shows its language in its beginning. */
const enough = 2000;

/**
 * The languages that a text may be in, likeliest first: one where that is clear, several where the text
 * is short or mixed, none where nothing is known of it.
 */
export function likelyLanguages(text: string): string[] {
  const known = votesOf();
  const counts = new Map<string, number>();
  for (const word of tokenise(text.slice(0, enough)).folded)
    for (const language of known.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const most = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, count]) => count > most - clear && count >= most / 2)
    .map(([language]) => language);
}
