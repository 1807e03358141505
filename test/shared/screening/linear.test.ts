import { describe, expect, it } from 'vitest';
import { match } from '../../../shared/screening/match.ts';
import { packFor, screenedLanguages } from '../../../shared/screening/packs.ts';
import { screen } from '../../../shared/screening/screen.ts';
import { tokenise } from '../../../shared/screening/tokens.ts';

/** Steps a word: no form is longer, so no text can cost more. */
const mostSteps = 30;

const hostile = (times: number): Record<string, string> => ({
  'one binder': 'you are '.repeat(times),
  'binders and words': 'you are a muslim '.repeat(times),
  'a chain of words': 'you are a ' + 'black jewish disabled gay '.repeat(times),
  'fillers without end': 'you are ' + 'very '.repeat(times) + 'pregnant',
  'links without end': 'you are ' + 'with diabetes '.repeat(times),
  'the longest forms': 'have you ever been diagnosed with '.repeat(times),
  'no spaces': 'a'.repeat(times * 10),
  'spaces only': ' \n'.repeat(times),
  'quotes and brackets': '"(«“'.repeat(times),
  questions: 'pregnant? '.repeat(times),
  marks: 'e\u0301\u0301\u0301 '.repeat(times),
});

describe.each(screenedLanguages)('the cost in %s', (language) => {
  const compiled = packFor(language)!;

  it('is bounded by the words, whatever they are', () => {
    for (const [name, text] of Object.entries(hostile(2000))) {
      const tokens = tokenise(text);
      expect(match(tokens, compiled).steps, name).toBeLessThanOrEqual(mostSteps * tokens.count);
    }
  });

  it('doubles where the text doubles', () => {
    const steps = (times: number): number[] =>
      Object.values(hostile(times)).map((text) => match(tokenise(text), compiled).steps);
    const once = steps(500);
    for (const [at, twice] of steps(1000).entries())
      expect(twice).toBeLessThanOrEqual(2 * once[at]! + mostSteps);
  });
});

describe('hostile text', () => {
  it('still gets an answer', () => {
    for (const text of Object.values(hostile(5000)))
      expect(screen({ subject: text.slice(0, 5000), body: text }).lang).toMatch(/^[a-z]{2}$/);
  });

  it('gives a finding for each sentence, not for each pair of them', () => {
    expect(screen({ body: 'You are pregnant. '.repeat(700), lang: 'en' }).findings.length).toBe(
      700,
    );
  });
});
