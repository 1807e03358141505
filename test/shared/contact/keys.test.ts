import { describe, expect, it } from 'vitest';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { lookupKeys } from '../../../shared/contact/keys.ts';

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
  ])('lets a no to %s reach %s', (address, wide) => {
    expect(keys('email', address).wide).toBe(wide);
  });

  it('finds a suppressed domain above the address’s own', () => {
    expect(keys('email', 'jane@mail.acme.example').domains).toEqual([
      'domain~mail.acme.example',
      'domain~acme.example',
    ]);
  });

  it('finds a suppressed domain above a domain, and itself by its wide key', () => {
    const { wide, domains } = keys('domain', 'mail.acme.example');
    expect([wide, ...domains]).toEqual(['domain~mail.acme.example', 'domain~acme.example']);
  });

  it('has no domain for a phone number or a LinkedIn member', () => {
    expect(keys('phone', '+442079460000').domains).toEqual([]);
    expect(keys('linkedin', 'jane-doe').domains).toEqual([]);
  });
});
