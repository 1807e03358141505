import { afterEach, describe, expect, it } from 'vitest';
import { cardInputFor } from '../../../extension/guard/card-facts.ts';
import { timingFor } from '../../../extension/guard/timing.ts';
import { speak } from '../../../extension/ui/say.ts';
import * as files from '../../../extension/ui/words/files.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { jane, janeWith, mark } from './subjects.ts';

const inCountry = (country?: string): ConsentFacts => ({
  marks: [],
  ...(country !== undefined && { traits: { countries: [{ country, source: 'declared' }] } }),
});
const said = (at: string, country?: string) =>
  timingFor(inCountry(country), {
    policy: defaultPolicy,
    channel: 'email',
    at: Date.parse(at),
  });
afterEach(() => speak({ language: 'en' }));

describe('what is said of the moment', () => {
  it('is nothing on a working day, and where it is not known where they are', () => {
    expect(said('2026-11-18T10:00:00Z', 'DE')).toEqual([]);
    expect(said('2026-12-25T23:00:00Z')).toEqual([]);
  });

  it('is the holiday, the night and the next good time', () => {
    const words = said('2026-12-25T21:30:00Z', 'DE').join(' ');
    expect(words).toContain('25 Dec 2026 is a public holiday where they are.');
    expect(words).toContain('It is 22:30 where they are.');
    expect(words).toContain('Next good time: 28 Dec 2026');
  });

  it('is the weekend, and what many keep, in the language chosen', () => {
    speak({ language: 'de', own: files.de });
    const words = said('2026-03-21T10:00:00Z', 'DE').join(' ');
    expect(words).toContain('Dort ist Wochenende.');
    expect(words).toContain('Viele begehen an diesem Tag');
  });

  it('stands in the card, and not beside a no', () => {
    const at = Date.UTC(2026, 11, 25, 10);
    const card = (type: 'given' | 'objected') => {
      const { facts, setting, decision } = janeWith([mark(type)]);
      return cardInputFor({
        who: 'Jane',
        identifier: jane,
        standing: decision,
        facts,
        setting,
        channel: 'email',
        at,
      });
    };
    expect(card('given').timing?.join(' ')).toContain('public holiday');
    expect(card('objected').timing).toBeUndefined();
  });
});
