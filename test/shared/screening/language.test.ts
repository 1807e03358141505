import { describe, expect, it } from 'vitest';
import { likelyLanguages } from '../../../shared/screening/language.ts';
import words from '../../../shared/screening/stop-words.json' with { type: 'json' };

const samples: Readonly<Record<string, string>> = {
  en: 'Hello Ann, would you like to see how our software plans the week for your clinics?',
  de: 'Guten Tag Frau Lang, wir haben eine Lösung für die Planung Ihrer Kliniken und würden sie Ihnen gerne zeigen.',
  fr: 'Bonjour Madame, nous avons une solution pour la planification de vos cliniques et nous serions ravis de vous la présenter.',
  es: 'Estimada Ana, tenemos una solución para la planificación de sus clínicas y nos gustaría presentarla.',
  it: 'Gentile Anna, abbiamo una soluzione per la pianificazione delle vostre cliniche e ci piacerebbe presentarla.',
  pt: 'Prezada Ana, temos uma solução para o planejamento das suas clínicas e gostaríamos de apresentá-la.',
  nl: 'Beste Anna, wij hebben een oplossing voor de planning van uw klinieken en laten u die graag zien.',
};

describe('the language of a message', () => {
  it.each(Object.entries(samples))('is known: %s', (language, text) => {
    expect(likelyLanguages(text)[0]).toBe(language);
  });

  it('is several where a text is too short to tell', () => {
    expect(likelyLanguages('la de')).toEqual(expect.arrayContaining(['es', 'fr', 'it']));
    expect(likelyLanguages('Xyzzy 42')).toEqual([]);
  });

  it('is decided by under 2 kB of words', () => {
    expect(JSON.stringify(words).length).toBeLessThan(2048);
    expect(Object.keys(words).sort()).toEqual(Object.keys(samples).sort());
  });
});
