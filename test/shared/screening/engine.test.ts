import { describe, expect, it } from 'vitest';
import { bind } from '../../../shared/screening/bind.ts';
import { compile } from '../../../shared/screening/compile.ts';
import type { Pack } from '../../../shared/screening/pack.ts';
import { packFor } from '../../../shared/screening/packs.ts';
import { readText } from '../../../shared/screening/engine.ts';

/** A small German pack: what English has no use for. */
const pack: Pack = {
  ...packFor('en')!.pack,
  language: 'de',
  sets: { sein: ['sind', 'waren'], endung: ['', 'e', 'er'] },
  classes: {
    ...packFor('en')!.pack.classes,
    filler: ['sehr', 'eine', 'an'],
    you: ['=Sie'],
    closer: ['und'],
  },
  compounds: [
    {
      category: 'pd:PhysicalHealth',
      kinds: ['CONDITION'],
      ambiguity: 0,
      forms: ['erkrankung(|en)'],
    },
  ],
  lexicon: [
    { category: 'heed:Pregnancy', kinds: ['PERSON_ADJ'], ambiguity: 0, forms: ['schwanger'] },
    { category: 'pd:Religion', kinds: ['PERSON_ADJ'], ambiguity: 0, forms: ['gläubig<endung>'] },
    { category: 'pd:Age', kinds: ['PERSON_ADJ'], ambiguity: 0, forms: ['# Jahre alt'] },
  ],
  binders: [
    { id: 'copula', forms: ['=Sie <sein>'], kinds: ['PERSON_ADJ'], confidence: 0.9 },
    {
      id: 'clause',
      forms: ['dass =Sie'],
      kinds: ['PERSON_ADJ'],
      closedBy: ['<sein>'],
      confidence: 0.8,
    },
    { id: 'possessive', forms: ['^ Ihre', '=Ihre'], kinds: ['CONDITION'], confidence: 0.8 },
    { id: 'as', forms: ['als'], kinds: ['PERSON_ADJ'], you: true, confidence: 0.8 },
    { id: 'asked', forms: ['sind =Sie'], kinds: ['PERSON_ADJ'], question: true, confidence: 0.9 },
  ],
  links: [],
  idioms: [],
  formulas: [],
};
const compiled = compile(pack);

const binders = (text: string): (string | undefined)[] => {
  const reading = readText(text, compiled);
  return reading.terms
    .map((term) => bind(reading, term))
    .filter((one) => one !== undefined)
    .map((one) => one.binder?.id);
};

describe('a form', () => {
  it('may want a word exactly as written', () => {
    expect(binders('Ich weiß, Sie sind schwanger.')).toEqual(['copula']);
    expect(binders('Ich weiß, sie sind schwanger.')).toEqual([]);
  });

  it('takes endings from a set, and diacritics or none', () => {
    expect(binders('Sie waren gläubig.')).toEqual(['copula']);
    expect(binders('Sie sind sehr glaubiger.')).toEqual(['copula']);
  });

  it('takes any number of up to three digits', () => {
    expect(binders('Sie sind 65 Jahre alt.')).toEqual(['copula']);
    expect(binders('Sie sind 1965 Jahre alt.')).toEqual([]);
  });

  it('may want the start of a sentence', () => {
    expect(binders('Gut. ihre Herzerkrankung.')).toEqual(['possessive']);
    expect(binders('Gut, ihre Herzerkrankung.')).toEqual([]);
  });

  it('without a word is refused', () => {
    expect(() => compile({ ...pack, idioms: ['(a|)'] })).toThrow(/without a word/);
  });
});

describe('a binder', () => {
  it('may want a word to close the clause', () => {
    expect(binders('Wir hören, dass Sie schwanger sind.')).toEqual(['clause']);
    expect(binders('Wir hören, dass Sie schwanger Menschen helfen.')).toEqual([]);
    expect(binders('Wir hören, dass Sie schwanger, sind wir doch.')).toEqual([]);
  });

  it('may want to be about the reader, whose pronoun may be told by its capital', () => {
    expect(binders('Als gläubige und reiche wissen Sie')).toEqual(['as']);
    expect(binders('Als gläubige und reiche wissen sie')).toEqual([]);
  });

  it('may want a question', () => {
    expect(binders('Wohl sind Sie schwanger?')).toEqual(['asked']);
    expect(binders('Wohl sind Sie schwanger.')).toEqual([]);
  });
});

describe('what follows', () => {
  it('closes a phrase where it is small behind a noun, in a language of capital nouns', () => {
    const german = compile({ ...pack, capitalNouns: true });
    const count = (text: string, by = german): number => {
      const reading = readText(text, by);
      return reading.terms.filter((term) => bind(reading, term)).length;
    };
    expect(count('Ihre Herzerkrankung verlangt Ruhe')).toBe(1);
    expect(count('Ihre Herzerkrankung Ambulanz')).toBe(0);
    expect(count('Ihre Herzerkrankung verlangt Ruhe', compiled)).toBe(0);
  });

  it('is no noun behind an adjective, where nouns stand before theirs', () => {
    const french = compile({ ...pack, headFirst: true });
    const count = (text: string, by = french): number => {
      const reading = readText(text, by);
      return reading.terms.filter((term) => bind(reading, term)).length;
    };
    expect(count('Sind Sie schwanger irgendwo?', french)).toBe(1);
    expect(count('Sind Sie schwanger irgendwo?', compiled)).toBe(0);
    expect(count('Ihre Herzerkrankung Ambulanz')).toBe(0);
  });
});

describe('a compound', () => {
  it('is known by its ending, when the word is not known', () => {
    expect(binders('Über Ihre Nervenerkrankungen.')).toEqual(['possessive']);
    expect(binders('Über Ihre Erkrankungsrate.')).toEqual([]);
  });
});
