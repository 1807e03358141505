import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizePhone, phoneCountries, phoneIdentifier } from '../../../shared/contact/phone.ts';
import { anyText, trouble } from './arbitraries.ts';

const read = (text: string, defaultCountry?: string) => {
  const result = normalizePhone(text, defaultCountry === undefined ? {} : { defaultCountry });
  return result.ok ? result.value : result.problem.code;
};

describe('normalizePhone', () => {
  it.each([
    ['+44 20 7946 0000', undefined, '+442079460000'],
    ['+44 (0)20 7946 0000', undefined, '+442079460000'],
    ['tel:+44-20-7946-0000', undefined, '+442079460000'],
    ['\u202a+44\u00a020 7946 0000\u202c', undefined, '+442079460000'],
    ['＋44 20 7946 0000', undefined, '+442079460000'],
    ['020 7946 0000', 'GB', '+442079460000'],
    ['0044 20 7946 0000', 'GB', '+442079460000'],
    ['011 44 20 7946 0000', 'US', '+442079460000'],
    ['(212) 555-0123', 'US', '+12125550123'],
    ['+49 30 123456', 'GB', '+4930123456'],
    ['06 1234 5678', 'IT', '+390612345678'],
    ['٠٢٠٧٩٤٦٠٠٠٠', 'GB', '+442079460000'],
    ['+800 1234 5678', undefined, '+80012345678'],
  ])('reads %j in %j as %s', (text, country, expected) => {
    expect(read(text, country)).toBe(expected);
  });

  it.each([
    ['020 7946 0000', undefined, 'contact.phone.not-e164'],
    ['0044 20 7946 0000', undefined, 'contact.phone.not-e164'],
    ['+999 123456', undefined, 'contact.phone.not-e164'],
    ['020 7946 0000', 'UK', 'contact.phone.default-country'],
    ['020 7946 0000', 'gb', 'contact.phone.default-country'],
    ['+44 20 7946 0000 ext. 12', undefined, 'contact.phone.extension'],
    ['+44 20 7946 0000;ext=12', undefined, 'contact.phone.extension'],
    ['1-800-FLOWERS', 'US', 'contact.phone.not-a-number'],
    ['call +44 20 7946 0000', undefined, 'contact.phone.not-a-number'],
    ['+44 20 7946 0000 / 0001', undefined, 'contact.phone.length'],
    ['+44 20 7946 0000, +44 20 7946 0001', undefined, 'contact.phone.not-a-number'],
    ['', undefined, 'contact.phone.not-a-number'],
    ['+1 555', undefined, 'contact.phone.length'],
    ['+44 20 7946 0000 000', undefined, 'contact.phone.length'],
    [`+44${'1'.repeat(30)}`, undefined, 'contact.phone.length'],
  ])('refuses %j in %j with %s', (text, country, code) => {
    expect(read(text, country)).toBe(code);
  });

  it('tells an identifier of its type', () => {
    expect(phoneIdentifier('+1 212 555 0123')).toEqual({
      ok: true,
      value: { type: 'phone', value: '+12125550123' },
    });
  });

  it('takes a number of the right length though no such range is known yet', () => {
    expect(read('+44 1000 000000')).toBe('+441000000000');
  });

  it('never throws, and leaves a normal form as it is', () => {
    const digits = fc.stringMatching(/^\+[1-9][0-9 ().-]{4,16}$/);
    fc.assert(
      fc.property(fc.oneof(digits, anyText, trouble), (text) => {
        const once = normalizePhone(text);
        if (!once.ok) return;
        expect(once.value).toMatch(/^\+[1-9]\d{1,14}$/);
        expect(normalizePhone(once.value)).toEqual(once);
        expect(normalizePhone(once.value, { defaultCountry: 'DE' })).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('phoneCountries', () => {
  it.each([
    ['+12125550123', ['CA', 'US']],
    ['+14165550123', ['CA', 'US']],
    ['+18005550199', ['CA', 'US']],
    ['+18765550123', ['JM']],
    ['+4930123456', ['DE']],
    ['+442079460000', ['GB']],
    ['+441534123456', ['JE']],
    ['+77012345678', ['KZ']],
    ['+79161234567', ['RU']],
    ['+80012345678', []],
    ['not a number', []],
  ])('says that %s belongs to %j', (value, countries) => {
    expect(phoneCountries(value)).toEqual(countries);
  });

  it('names every country where the number cannot tell', () => {
    expect(phoneCountries('+447700900123')).toEqual(
      expect.arrayContaining(['GB', 'JE', 'GG', 'IM']),
    );
  });
});
