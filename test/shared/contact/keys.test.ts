import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { exactKey, lookupKeys, wideKey } from '../../../shared/contact/keys.ts';
import { anyEmail } from './arbitraries.ts';

const keys = (type: string, text: string) => {
  const result = parseIdentifier(type, text);
  if (!result.ok) throw new Error(result.problem.message);
  return lookupKeys(result.value);
};

describe('lookupKeys', () => {
  it('keeps a permission to the very address', () => {
    expect(keys('email', 'jane+news@example.com').exact).toBe('email=jane+news@example.com');
  });

  it.each([
    ['jane+news@example.com', 'email~jane@example.com'],
    ['ja.ne+a+b@gmail.com', 'email~jane@gmail.com'],
    ['j.a.n.e@googlemail.com', 'email~jane@gmail.com'],
    ['ja.ne@example.com', 'email~ja.ne@example.com'],
    ['+tag@example.com', 'email~+tag@example.com'],
    ['x@jane.fastmail.com', 'email~jane@fastmail.com'],
  ])('lets a no to %s reach %s', (address, wide) => {
    expect(keys('email', address).wide).toBe(wide);
  });

  it('finds a suppressed domain above the address’s own', () => {
    expect(keys('email', 'jane@mail.acme.example').domains).toEqual([
      'domain~mail.acme.example',
      'domain~acme.example',
    ]);
    expect(keys('email', '"a@b"@bücher.example').domains).toEqual(['domain~xn--bcher-kva.example']);
  });

  it('finds a suppressed domain above a domain, and itself by its wide key', () => {
    const { wide, domains } = keys('domain', 'mail.acme.example');
    expect([wide, ...domains]).toEqual(['domain~mail.acme.example', 'domain~acme.example']);
  });

  it('finds the no of a domain for every address at and below it', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.domain(), (address, domain) => {
        const company = keys('domain', 'acme.example');
        const at = address.slice(0, address.indexOf('@'));
        expect(keys('email', `${at}@acme.example`).domains).toContain(company.wide);
        expect(keys('email', `${at}@${domain}.acme.example`).domains).toContain(company.wide);
      }),
    );
  });

  it('has no domain for a phone number or a LinkedIn member', () => {
    expect(keys('phone', '+442079460000').domains).toEqual([]);
    expect(keys('linkedin', 'jane-doe').domains).toEqual([]);
  });

  it('keeps the three names of a LinkedIn member apart', () => {
    const names = ['acwaa-doe', 'ACwAABcdEF12345xyz', 'ACoAABcdEF12345xyz'];
    expect(new Set(names.map((name) => keys('linkedin', name).wide)).size).toBe(3);
  });

  it('never gives a no and a yes the same key, nor two types', () => {
    expect(exactKey({ type: 'domain', value: 'x' })).not.toBe(
      wideKey({ type: 'domain', value: 'x' }),
    );
    expect(exactKey({ type: 'email', value: 'x' })).not.toBe(
      exactKey({ type: 'phone', value: 'x' }),
    );
  });

  it('gives the same keys for every spelling: they follow from the exact form alone', () => {
    fc.assert(
      fc.property(anyEmail, (text) => {
        const once = parseIdentifier('email', text);
        if (!once.ok) return;
        const { exact, wide } = lookupKeys(once.value);
        expect(exact).toBe(`email=${once.value.value}`);
        expect(keys('email', once.value.value)).toEqual(lookupKeys(once.value));
        expect(keys('email', wide.slice('email~'.length)).wide).toBe(wide);
      }),
    );
  });
});
