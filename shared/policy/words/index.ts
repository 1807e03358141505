import type { Words } from '../explain.ts';
import * as files from './files.ts';

const byLanguage: ReadonlyMap<string, Words> = new Map(Object.entries(files));

/** ISO 639 codes of the languages in which Heed gives its reasons. */
export const languages: readonly string[] = [...byLanguage.keys()];

/**
 * The words for a BCP 47 tag: `de-AT` gives German, and a language that nobody has written yet
 * English. In a language other than English a `place.` word stands as its sentences need it: with
 * the article, or as "in Germany".
 */
export function wordsFor(tag: string): Words {
  const [language = ''] = tag.toLowerCase().split(/[-_]/);
  return byLanguage.get(language) ?? files.en;
}
