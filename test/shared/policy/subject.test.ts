import { describe, expect, it } from 'vitest';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { locateIdentifier } from '../../../shared/contact/locate.ts';
import type { Identifier } from '../../../shared/contact/types.ts';
import { factsAbout, factsAboutAll } from '../../../shared/policy/subject.ts';

const email = (value: string): Identifier => ({ type: 'email', value });
const phone = (value: string): Identifier => ({ type: 'phone', value });
const nothing: ConsentFacts = { marks: [] };
const known = (
  source: 'declared' | 'profile' | 'domain',
  country: string,
  more: { class?: 'employee'; timeZone?: string } = {},
): ConsentFacts => ({ marks: [], traits: { countries: [{ country, source }], ...more } });

describe('what an identifier adds to what is on record', () => {
  it('takes the country domain for a hint, and a shared mailbox for what it is', () => {
    expect(factsAbout(email('info@acme.de'), nothing)).toEqual({
      marks: [],
      traits: { countries: [{ country: 'DE', source: 'domain' }], class: 'generic' },
    });
  });

  it('gives back the very same facts where it says nothing', () => {
    expect(factsAbout(email('jane.doe@acme.com'), nothing)).toBe(nothing);
    const declared = known('declared', 'FR');
    expect(factsAbout(email('jane.doe@acme.de'), declared)).toBe(declared);
  });

  it('lets what was declared silence every hint', () => {
    const { traits } = factsAbout(email('info@acme.de'), known('declared', 'FR'));
    expect(traits).toEqual({
      countries: [{ country: 'FR', source: 'declared' }],
      class: 'generic',
    });
  });

  it('adds another sort of hint to a recorded one, since the strictest decides', () => {
    const { traits } = factsAbout(email('jane.doe@acme.de'), known('profile', 'US'));
    expect(traits?.countries).toEqual([
      { country: 'US', source: 'profile' },
      { country: 'DE', source: 'domain' },
    ]);
  });

  it('prefers a recorded hint of the same sort', () => {
    const { traits } = factsAbout(email('jane.doe@acme.de'), known('domain', 'AT'));
    expect(traits?.countries).toEqual([{ country: 'AT', source: 'domain' }]);
  });

  it('keeps the class and the time zone on record', () => {
    const facts = known('profile', 'US', { class: 'employee', timeZone: 'America/Chicago' });
    const { traits } = factsAbout(email('info@acme.de'), facts);
    expect(traits).toMatchObject({ class: 'employee', timeZone: 'America/Chicago' });
  });

  it('locates a phone number only by a locator that can', () => {
    expect(factsAbout(phone('+4930123456'), nothing)).toBe(nothing);
    expect(factsAbout(phone('+4930123456'), nothing, locateIdentifier).traits?.countries).toEqual([
      { country: 'DE', source: 'phone-prefix' },
    ]);
  });

  it('keeps the hints of all identifiers of a person, each once', () => {
    const all = [email('a.b@acme.de'), email('c.d@acme.de'), email('e.f@acme.fr')];
    expect(factsAboutAll(all, nothing).traits?.countries).toEqual([
      { country: 'DE', source: 'domain' },
      { country: 'FR', source: 'domain' },
    ]);
  });

  it('keeps hints of different sorts at one country, since each may be wrong', () => {
    const both = factsAboutAll(
      [email('a.b@acme.de'), phone('+4930123456')],
      nothing,
      locateIdentifier,
    );
    expect(both.traits?.countries).toEqual([
      { country: 'DE', source: 'domain' },
      { country: 'DE', source: 'phone-prefix' },
    ]);
  });

  it('says nothing more of shared mailboxes than that they are some', () => {
    const all = [email('info@acme.com'), email('sales@acme.com')];
    expect(factsAboutAll(all, nothing)).toEqual({
      marks: [],
      traits: { countries: [], class: 'generic' },
    });
    expect(factsAboutAll([], nothing)).toBe(nothing);
  });

  it('treats a person as private as soon as one address is', () => {
    const all = [email('info@acme.com'), email('jane.doe@gmail.com')];
    expect(factsAboutAll(all, nothing).traits?.class).toBe('individual');
    expect(factsAboutAll(all.toReversed(), nothing).traits?.class).toBe('individual');
  });
});
