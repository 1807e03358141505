import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, isOneWord, parted, tokenise } from '../../../shared/screening/tokens.ts';

const words = (text: string): readonly string[] => tokenise(text).folded;

describe('folding', () => {
  it('takes capitals, diacritics and invisible characters away', () => {
    expect(fold('Événement')).toBe('evenement');
    expect(fold('STRASSE')).toBe(fold('Straße'));
    expect(fold('Œuvre')).toBe('oeuvre');
    expect(fold('preg\u00ADnant')).toBe('pregnant');
    expect(fold('preg\u200Bnant')).toBe('pregnant');
    expect(fold('e\u0301')).toBe('e');
    expect(fold('Łódź')).toBe('lodz');
  });
});

describe('tokenising', () => {
  it('parts words at hyphens and apostrophes, as forms are', () => {
    expect(words("You’re hard-of-hearing, aren't you?")).toEqual(
      'you re hard of hearing aren t you'.split(' '),
    );
    expect(words("l'Islam d’origine")).toEqual(['l', 'islam', 'd', 'origine']);
  });

  it('keeps offsets into the text as it was', () => {
    const text = 'Ça va, Zoë?';
    const { start, end, count } = tokenise(text);
    const found = Array.from({ length: count }, (_, at) => text.slice(start[at], end[at]));
    expect(found).toEqual(['Ça', 'va', 'Zoë']);
  });

  it('knows commas from the ends of sentences', () => {
    const { before } = tokenise('As a guest, you pay. Do you? v1.2 is out - now');
    expect(before).toEqual(
      [2, 0, 0, 1, 0, 2, 0, 2, 1, 0, 0, 1].map(
        (one) => [parted.not, parted.weakly, parted.firmly][one],
      ),
    );
  });

  it('keeps apart the stump of a compound that goes on elsewhere', () => {
    expect(tokenise('Kinder- und Jugendhilfe').folded).toEqual(['kinder-', 'und', 'jugendhilfe']);
    expect(tokenise('Ihre Krebs-, Herz- oder').folded).toEqual(['ihre', 'krebs-', 'herz-', 'oder']);
    expect(tokenise('now - and well-off').folded).toEqual(['now', 'and', 'well', 'off']);
  });

  it('knows questions', () => {
    const { questions, sentence } = tokenise('We met. Are you free? Yes!');
    expect(questions).toEqual([false, true, false]);
    expect(sentence).toEqual([0, 0, 1, 1, 1, 2]);
  });

  it('lets a wrapped line go on, and ends a short one', () => {
    const long = 'This line was wrapped by a mail program since you are';
    expect(tokenise(`${long}\npregnant`).before.at(-1)).toBe(parted.not);
    expect(tokenise(`${long}\n\npregnant`).before.at(-1)).toBe(parted.firmly);
    expect(tokenise(`${long}\n- pregnant`).before.at(-1)).toBe(parted.firmly);
    expect(tokenise('Hi Ann\nAre you there').before[2]).toBe(parted.firmly);
  });

  it('knows what stands in quotation marks', () => {
    const { quoted } = tokenise('The ad “Are you pregnant” ran "all week" here\nout');
    expect(quoted.map(Number).join('')).toBe('0011101100');
  });

  it('gives words in order, none empty of text, for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { start, end, count, before, sentence } = tokenise(text);
        for (let at = 0; at < count; at++) {
          expect(end[at]).toBeGreaterThan(start[at]!);
          if (at > 0) expect(start[at]).toBeGreaterThanOrEqual(end[at - 1]!);
          if (at > 0 && before[at] !== parted.firmly) expect(sentence[at]).toBe(sentence[at - 1]);
        }
      }),
    );
  });

  it('are told from a text of several by what the reader would make of it', () => {
    for (const one of ['you', 'Événement', 'preg\u00ADnant', '42'])
      expect([isOneWord(one), words(one)]).toEqual([true, [fold(one)]]);
    for (const other of ['', "you're", 'well-being', 'a b', 'e.g', '?'])
      expect(isOneWord(other)).toBe(false);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (isOneWord(text)) expect(words(text)).toEqual([fold(text)]);
      }),
    );
  });
});
