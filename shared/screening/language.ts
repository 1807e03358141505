/** Some forty words of each language that hardly a message is without. */
import words from './stop-words.json' with { type: 'json' };
import { tokenise } from './tokens.ts';

const votes = new Map<string, string[]>();
for (const [language, list] of Object.entries(words))
  for (const word of list.split(' ')) votes.set(word, [...(votes.get(word) ?? []), language]);

/** Whether a language (ISO 639) can be told by its words. */
export function isKnown(language: string): boolean {
  return Object.hasOwn(words, language);
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
  const counts = new Map<string, number>();
  for (const word of tokenise(text.slice(0, enough)).folded)
    for (const language of votes.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1);
  const ranked = [...counts].toSorted(([, a], [, b]) => b - a);
  const most = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, count]) => count > most - clear && count >= most / 2)
    .map(([language]) => language);
}
