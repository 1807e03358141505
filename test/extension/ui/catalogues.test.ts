import { afterEach, describe, expect, it } from 'vitest';
import { day, language, reasonWord, say, sayCount, speak } from '../../../extension/ui/say.ts';
import * as files from '../../../extension/ui/words/files.ts';
import { languages, wordsFor } from '../../../shared/policy/words/index.ts';

const catalogues: Record<string, Record<string, string>> = files;
const english = files.en as Record<string, string>;
const blanks = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([all]) => all).sort();

describe('what Heed says', () => {
  it('is there in every language in which it gives reasons', () => {
    expect(Object.keys(catalogues).sort()).toEqual([...languages].sort());
  });

  it.each(Object.entries(catalogues))('%s: has every sentence, and no other', (_, words) => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(catalogues))(
    '%s: leaves the same blanks, and nothing empty',
    (_, words) => {
      for (const [key, sentence] of Object.entries(words)) {
        expect(blanks(sentence), key).toEqual(blanks(english[key]!));
        expect(sentence.trim(), key).not.toBe('');
      }
    },
  );

  it.each(Object.entries(catalogues).filter(([name]) => name !== 'en'))(
    '%s: is not English',
    (_, words) => {
      const same = Object.keys(words).filter(
        (key) => words[key] === english[key] && english[key]!.split(' ').length > 2,
      );
      expect(same).toEqual(['when.text', 'card.open'].filter((key) => same.includes(key)));
    },
  );

  it('fits a mark, which has room for little', () => {
    for (const words of Object.values(catalogues))
      for (const [key, word] of Object.entries(words))
        if (/^status\..*\.short$/.test(key)) expect(word.length, word).toBeLessThanOrEqual(15);
  });
});

describe('speaking', () => {
  afterEach(() => speak({ language: 'en' }));

  it('fills the blanks, and says in English what a language lacks', () => {
    speak({ language: 'de', own: { cancel: 'Abbrechen' } });
    expect(say('cancel')).toBe('Abbrechen');
    expect(say('dialog.remove', { whom: 'Jane' })).toBe('Remove Jane');
    expect(language()).toBe('de');
  });

  it('takes one or several as the language does, and writes numbers as it does', () => {
    expect(sayCount('popup.stopped', 1)).toBe('1 message');
    expect(sayCount('popup.stopped', 1200)).toBe('1,200 messages');
    speak({ language: 'fr', own: files.fr });
    expect(sayCount('popup.stopped', 0)).toBe('0 message');
    expect(sayCount('popup.stopped', 2_000_000)).toMatch(/^2.000.000 messages$/);
  });

  it('words days and channels in it', () => {
    speak({ language: 'de', own: files.de, reasons: wordsFor('de') });
    expect(day(new Date(2026, 4, 3).getTime())).toBe('03.05.2026');
    expect(reasonWord('channel.email')).toBe(wordsFor('de')['channel.email']);
    expect(reasonWord('purpose.newsletter')).toBe('newsletter');
  });
});
