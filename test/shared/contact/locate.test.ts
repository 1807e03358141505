import { describe, expect, it } from 'vitest';
import { countryCodes } from '../../../shared/country.ts';
import table from '../../../shared/contact/country-domains.json' with { type: 'json' };
import { labelToAscii, labelToUnicode } from '../../../shared/contact/idna.ts';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { domainEvidence } from '../../../shared/contact/locate-domain.ts';
import { locateIdentifier } from '../../../shared/contact/locate.ts';

const locate = (type: string, text: string) => {
  const result = parseIdentifier(type, text);
  if (!result.ok) throw new Error(result.problem.message);
  return locateIdentifier(result.value);
};

describe('locateIdentifier', () => {
  it.each([
    ['email', 'jane@acme.de', 'DE'],
    ['email', 'jane@acme.co.uk', 'GB'],
    ['email', 'jane@europa.eu', 'EU'],
    ['email', 'jane@gmx.at', 'AT'],
    ['email', 'jane@пример.рф', 'RU'],
    ['email', 'jane@例.中国', 'CN'],
    ['email', 'jane@пример.ею', 'EU'],
    ['domain', 'acme.com.au', 'AU'],
    ['domain', 'acme.us', 'US'],
  ])('takes from the %s %s that it is in %s', (type, text, country) => {
    expect(locate(type, text)).toEqual([{ country, source: 'domain' }]);
  });

  it.each([
    'io',
    'ai',
    'co',
    'me',
    'tv',
    'cc',
    'ly',
    'fm',
    'gg',
    'to',
    'tk',
    'com',
    'org',
    'berlin',
    'zz',
  ])('takes nothing from .%s', (top) => {
    expect(locate('email', `jane@acme.${top}`)).toEqual([]);
  });

  it('takes both countries from +1, and one from a number that has one', () => {
    expect(locate('phone', '+1 416 555 0123')).toEqual([
      { country: 'CA', source: 'phone-prefix' },
      { country: 'US', source: 'phone-prefix' },
    ]);
    expect(locate('phone', '+49 30 123456')).toEqual([{ country: 'DE', source: 'phone-prefix' }]);
  });

  it('takes nothing from a LinkedIn member, nor from a phone number without the phone tables', () => {
    expect(locate('linkedin', 'jane-doe')).toEqual([]);
    expect(domainEvidence({ type: 'phone', value: '+4930123456' })).toEqual([]);
    expect(domainEvidence({ type: 'linkedin', value: 'jane.de' })).toEqual([]);
  });
});

describe('the table of country domains', () => {
  const countries = countryCodes;

  it('has the 249 codes of ISO 3166, each once', () => {
    expect(new Set(countries).size).toBe(249);
    for (const code of countries) expect(code).toMatch(/^[A-Z]{2}$/);
    // The authority: what the runtime has a name for.
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    expect(countries.filter((code) => !names.of(code))).toEqual([]);
  });

  it('gives every domain in another script to a country that there is', () => {
    for (const [label, country] of Object.entries(table.inOtherScripts.domains)) {
      const ascii = labelToAscii(label);
      expect(ascii, label).toMatch(/^xn--/);
      expect(labelToUnicode(ascii!), label).toBe(label);
      expect([...countries, 'EU'], label).toContain(country);
    }
  });

  it('says why each silent domain is silent, and where that is from', () => {
    for (const { why, citation, domains } of Object.values(table.saysNothing)) {
      expect(why.length).toBeGreaterThan(20);
      expect(citation.length).toBeGreaterThan(5);
      for (const each of domains) expect(each).toMatch(/^[a-z]{2}$/);
    }
  });
});
