import { describe, expect, it } from 'vitest';
import { languages, wordsFor } from '../../../shared/policy/words/index.ts';
import { categories } from '../../../shared/screening/finding.ts';

describe.each(languages)('in %s', (language) => {
  it('every category of screening has a name, so that a stop says what it is about', () => {
    const words = wordsFor(language);
    expect(categories.filter((one) => !words[`category.${one}`])).toEqual([]);
  });
});
