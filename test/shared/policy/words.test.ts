import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../shared/policy/decision.ts';
import { explain } from '../../../shared/policy/explain.ts';
import { jurisdictions } from '../../../shared/policy/jurisdictions/index.ts';
import { languages, wordsFor } from '../../../shared/policy/words/index.ts';

const english = wordsFor('en');
const others = languages.filter((language) => language !== 'en');
const places = jurisdictions.map(({ code }) => `place.${code}`);
const params = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();

describe('the languages', () => {
  it('are the files in words/, each with its line in files.ts', () => {
    const folder = new URL('../../../shared/policy/words/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(languages.map((language) => `${language}.json`).sort()).toEqual(files.sort());
    expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'it', 'nl', 'pt']);
  });

  it.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['PT-br', 'pt'],
    ['fr_CA', 'fr'],
    ['zh-Hant-TW', 'en'],
    ['constructor', 'en'],
    ['', 'en'],
  ])('for the tag "%s" are those of %s', (tag, language) => {
    expect(wordsFor(tag)).toBe(wordsFor(language));
  });
});

describe.each(others)('the words in %s', (language) => {
  const words = wordsFor(language);

  it('have no key that English does not have, but the names of places', () => {
    const known = new Set([...Object.keys(english), ...places]);
    expect(Object.keys(words).filter((key) => !known.has(key))).toEqual([]);
  });

  it('are nearly all there; what is missing is shown in English', () => {
    const missing = Object.keys(english).filter((key) => words[key] === undefined);
    if (missing.length > 0) console.warn(`words/${language}.json lacks ${missing.join(', ')}`);
    expect(missing.length).toBeLessThan(Object.keys(english).length / 20);
  });

  it('take the same parameters as the English', () => {
    for (const [key, sentence] of Object.entries(words))
      expect(params(sentence), key).toEqual(params(english[key] ?? ''));
  });

  it('end a sentence where the English does, and leave empty only what is empty there', () => {
    for (const [key, sentence] of Object.entries(words)) {
      const model = english[key] ?? 'place';
      expect(sentence.endsWith('.'), key).toBe(model.endsWith('.'));
      expect(sentence === '', key).toBe(model === '');
      expect(sentence, key).toBe(sentence.trim());
    }
  });

  it('name every place whose law is on file', () => {
    expect(places.filter((key) => words[key] === undefined)).toEqual([]);
  });
});

const optIn: Reason = {
  rule: 'opt-in',
  step: 5,
  verdict: 'block',
  decidedBy: 'law',
  overridable: false,
  says: 'opt-in.needed',
  params: { place: ['place.NL'], how: ['how.profile'] },
  citation: { text: 'Telecommunicatiewet Art. 11.7', confidence: 'S' },
  remedies: [],
  events: [],
};

describe('a reason in another language', () => {
  it.each([
    [
      'de',
      'Das in den Niederlanden geltende Recht verlangt vorher eine Einwilligung, und keine ist festgehalten. Es gilt, weil ihr Profil sagt, dass sie dort ist.',
    ],
    [
      'fr',
      'Le droit applicable aux Pays-Bas exige un consentement préalable, et aucun n’est enregistré. Il s’applique parce que son profil dit qu’elle s’y trouve.',
    ],
    [
      'es',
      'El derecho aplicable en los Países Bajos exige consentimiento previo, y no consta ninguno. Se aplica porque su perfil dice que está allí.',
    ],
    [
      'it',
      'Il diritto vigente nei Paesi Bassi richiede il consenso preventivo, e non ne risulta alcuno. Si applica perché il suo profilo dice che si trova lì.',
    ],
    [
      'pt',
      'O direito aplicável nos Países Baixos exige consentimento prévio, e nenhum está registado. Aplica-se porque o seu perfil diz que lá está.',
    ],
    [
      'nl',
      'Het recht in Nederland eist vooraf toestemming, en die is niet vastgelegd. Het geldt omdat het profiel zegt dat deze persoon daar is.',
    ],
  ])('is a whole sentence in %s, the place in its right form', (language, message) => {
    expect(explain(optIn, wordsFor(language)).message).toBe(message);
  });
});
