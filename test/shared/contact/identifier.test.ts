import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierTypes, parseIdentifier } from '../../../shared/contact/identifier.ts';
import { anyEmail, anyText, trouble } from './arbitraries.ts';

const read = (type: string, text: string) => {
  const result = parseIdentifier(type, text);
  return result.ok ? result.value.value : result.problem.code;
};

describe('parseIdentifier', () => {
  it.each([
    ['email', ' Jane+News@Example.COM ', 'jane+news@example.com'],
    ['email', "O'Hara@example.com", "o'hara@example.com"],
    ['email', 'Jo\u0308rg@example.com', 'jörg@example.com'],
    ['linkedin', 'https://www.linkedin.com/in/Jane-Doe-12/?trk=x', 'jane-doe-12'],
    ['linkedin', 'https://de.linkedin.com/in/j%C3%B6rg-m', 'jörg-m'],
    ['linkedin', '/in/ACoAABcdEF12345xyz/', 'ACoAABcdEF12345xyz'],
    ['phone', '+44 (0)20 7946 0000', '+442079460000'],
    ['domain', 'Mail.ACME.example.', 'mail.acme.example'],
  ])('reads the %s %j as %j', (type, text, expected) => {
    expect(read(type, text)).toBe(expected);
  });

  it.each([
    ['email', 'jane', 'contact.email.no-at'],
    ['email', '@example.com', 'contact.email.no-name'],
    ['email', 'a b@example.com', 'contact.email.bad-name'],
    ['email', 'a..b@example.com', 'contact.email.bad-name'],
    ['email', `${'a'.repeat(65)}@example.com`, 'contact.email.long-name'],
    ['email', `${'a'.repeat(64)}@${'b.'.repeat(95)}com`, 'contact.email.long'],
    ['email', 'jane@localhost', 'contact.email.bad-domain'],
    ['email', 'jane@-bad.example', 'contact.email.bad-domain'],
    ['linkedin', 'https://www.linkedin.com/company/acme', 'contact.linkedin.not-a-person'],
    ['linkedin', 'Jane Doe', 'contact.linkedin.unreadable'],
    ['phone', '020 7946 0000', 'contact.phone.not-e164'],
    ['domain', 'localhost', 'contact.domain.one-label'],
    ['domain', 'co.uk', 'contact.domain.public-suffix'],
    ['domain', 'bad_label.example', 'contact.domain.bad-label'],
    ['domain', `${'a.'.repeat(127)}com`, 'contact.domain.long'],
    ['fax', '1', 'contact.type-unknown'],
  ])('refuses the %s %j with %s, and says how to mend it', (type, text, code) => {
    expect(read(type, text)).toBe(code);
    const result = parseIdentifier(type, text);
    expect(result.ok || result.problem.message).toMatch(/\.$/);
  });

  it('reads a national number only in the country that it is told', () => {
    const result = parseIdentifier('phone', '020 7946 0000', { defaultCountry: 'GB' });
    expect(result).toEqual({ ok: true, value: { type: 'phone', value: '+442079460000' } });
  });

  it('names its types', () => {
    expect(identifierTypes).toEqual(['email', 'linkedin', 'phone', 'domain']);
  });

  it('never throws, and says of every refusal what it is and how to mend it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...identifierTypes), fc.oneof(anyText, trouble), (type, text) => {
        const result = parseIdentifier(type, text);
        if (result.ok) {
          expect(result.value.type).toBe(type);
          return;
        }
        expect(result.problem.code).toMatch(/^contact\.[a-z]+\.[a-z0-9-]+$/);
        expect(result.problem.message).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every normal form as it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...identifierTypes),
        fc.oneof(anyEmail, trouble),
        (type, text) => {
          const once = parseIdentifier(type, text);
          if (once.ok) expect(parseIdentifier(type, once.value.value)).toEqual(once);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never repeats in its message what it was given', () => {
    const result = parseIdentifier('email', 'secret person@example.com');
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
