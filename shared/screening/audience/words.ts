/**
 * A header as words: lower case, without diacritics, parted at whatever is no letter or digit and where
 * `camelCase` begins a word. `DateOfBirth`, `date_of_birth` and `Date of birth` are one.
 */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßẞ]/g, 'ss')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Where a phrase stands among words, or -1. */
export function placeOf(phrase: readonly string[], words: readonly string[]): number {
  for (let at = 0; at + phrase.length <= words.length; at++)
    if (phrase.every((word, index) => words[at + index] === word)) return at;
  return -1;
}
