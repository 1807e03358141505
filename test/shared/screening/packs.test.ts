import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { categories } from '../../../shared/screening/finding.ts';
import { Pack } from '../../../shared/screening/pack.ts';
import { packFor, screenedLanguages } from '../../../shared/screening/packs.ts';

describe.each(screenedLanguages)('the pack of %s', (language) => {
  const { pack } = packFor(language)!;

  it('has the form that docs/screening.md describes', () => {
    const { issues = [] } = v.safeParse(Pack, pack);
    expect(issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toEqual([]);
  });

  // The automaton joins two words' numbers into one of 30 bits: past 2 ** 15 words would be mistaken.
  it('has no more words than the automaton can tell apart', () => {
    expect(packFor(language)!.classes.length).toBeLessThan(2 ** 15);
  });

  it('has words for every category and every binder', () => {
    const { words, binders } = pack;
    expect(categories.filter((one) => !words.categories[one])).toEqual([]);
    expect(categories.filter((one) => !words.why.formula[one])).toEqual([]);
    const ids = [...binders.map(({ id }) => id), 'elliptic'];
    expect(ids.filter((id) => !words.binders[id])).toEqual([]);
    expect(words.safer['default']?.length).toBeGreaterThan(0);
  });

  it('calls nothing illegal, and nobody compliant', () => {
    expect(JSON.stringify(pack.words)).not.toMatch(/illegal|unlawful|complian/i);
  });

  it('names each binder and each formula once', () => {
    for (const list of [pack.binders, pack.formulas]) {
      const ids = list.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});
