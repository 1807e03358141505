import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailIdentifier, normalizeEmail } from '../../../shared/contact/email.ts';
import { anyEmail, anyText } from './arbitraries.ts';

const read = (text: string) => {
  const result = normalizeEmail(text);
  return result.ok ? result.value : result.problem.code;
};

describe('normalizeEmail', () => {
  it.each([
    [' Jane+News@Example.COM ', 'jane+news@example.com'],
    ["O'Hara@example.com", "o'hara@example.com"],
    ['Jo\u0308rg@example.com', 'jörg@example.com'],
    ['Ω@example.com', 'ω@example.com'],
    ['\u2126@example.com', 'ω@example.com'],
    ['İpek@example.com', 'i\u0307pek@example.com'],
    ['info@BÜCHER.example', 'info@xn--bcher-kva.example'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['почта@пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
    ['jane@mail。example．com', 'jane@mail.example.com'],
    ["!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"],
    ['🙂@example.com', '🙂@example.com'],
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('reads an address that needs no reading as it reads any other', () => {
    const part = fc.string({ unit: fc.constantFrom(...'aZ9_+-.'), minLength: 1, maxLength: 9 });
    const sign = fc.constantFrom('a', 'K', '\u212a', '\u017f', 'xn--', '--', '.', '1', 'com');
    const text = fc
      .tuple(
        part,
        fc.array(sign, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('.com', '.C', '.1a', '.'),
      )
      .map(([name, domain, end]) => `${name}@${domain.join('')}${end}`);
    fc.assert(
      // A remark in brackets is left out, and keeps the address from being taken as it is.
      fc.property(text, (address) => {
        expect(read(address)).toBe(read(`${address} (x)`));
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['"Jane"@example.com', 'jane@example.com'],
    ['"jane doe"@example.com', '"jane doe"@example.com'],
    [String.raw`"j\a\ne"@example.com`, 'jane@example.com'],
    [String.raw`"a\"b\\c"@example.com`, String.raw`"a\"b\\c"@example.com`],
    ['"jane@home"@example.com', '"jane@home"@example.com'],
    ['"a..b"@example.com', '"a..b"@example.com'],
    ['"jane\r\n doe"@example.com', '"jane doe"@example.com'],
    ['""@example.com', '""@example.com'],
  ])('keeps quotes only where they are needed: %j is %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['(sales) jane@example.com', 'jane@example.com'],
    ['jane@example.com (Jane (née Roe) Doe)', 'jane@example.com'],
    [String.raw`(a \) b)jane@example.com`, 'jane@example.com'],
    ['"(not a comment)"@example.com', '"(not a comment)"@example.com'],
    ['jane@example.com\r\n (later)', 'jane@example.com'],
  ])('reads %j without its comment: %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['', 'contact.email.no-at'],
    ['jane', 'contact.email.no-at'],
    ['jane doe', 'contact.email.no-at'],
    ['"jane doe"', 'contact.email.no-at'],
    ['@example.com', 'contact.email.no-name'],
    ['a b@example.com', 'contact.email.bad-name'],
    ['a..b@example.com', 'contact.email.bad-name'],
    ['.a@example.com', 'contact.email.bad-name'],
    ['a.@example.com', 'contact.email.bad-name'],
    ['a\u200bb@example.com', 'contact.email.bad-name'],
    ['a\u202eb@example.com', 'contact.email.bad-name'],
    ['Jane <jane@example.com>', 'contact.email.bad-name'],
    ['a;b@example.com', 'contact.email.bad-name'],
    ['"a"."b"@example.com', 'contact.email.bad-quotes'],
    ['"jane@example.com', 'contact.email.bad-quotes'],
    ['"a\u0007"@example.com', 'contact.email.bad-quotes'],
    ['"a\\', 'contact.email.bad-quotes'],
    ['(jane@example.com', 'contact.email.bad-comment'],
    ['jane@example.com (x', 'contact.email.bad-comment'],
    ['jane(x@example.com', 'contact.email.bad-comment'],
    ['jane@(x', 'contact.email.bad-comment'],
    ['jane @example.com', 'contact.email.gap-at-sign'],
    ['jane@ example.com', 'contact.email.gap-at-sign'],
    ['jane(x)@example.com', 'contact.email.gap-at-sign'],
    ['jane@[192.0.2.1]', 'contact.email.ip-address'],
    ['jane@[IPv6:2001:db8::1]', 'contact.email.ip-address'],
    ['jane@192.0.2.1', 'contact.email.bad-domain'],
    ['jane@', 'contact.email.bad-domain'],
    ['jane@localhost', 'contact.email.bad-domain'],
    ['jane@example.com.', 'contact.email.bad-domain'],
    ['jane@-bad.example', 'contact.email.bad-domain'],
    ['jane@exa mple.com', 'contact.email.bad-domain'],
    ['jane@a.example, joe@b.example', 'contact.email.bad-domain'],
    ['jane@a.example@b.example', 'contact.email.bad-domain'],
    [`${'a'.repeat(65)}@example.com`, 'contact.email.long-name'],
    [`${'ä'.repeat(33)}@example.com`, 'contact.email.long-name'],
    [`${'a'.repeat(64)}@${'b.'.repeat(95)}com`, 'contact.email.long'],
    [`(${'x'.repeat(2000)})jane@example.com`, 'contact.email.long'],
  ])('refuses %j with %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('takes 64 octets before the @ and 254 in all, and not one more', () => {
    const local = 'a'.repeat(64);
    const domain = `${'b'.repeat(61)}.${'c'.repeat(61)}.${'d'.repeat(61)}.com`;
    const fits = `${local}@${domain}`;
    expect(fits.length).toBe(254);
    expect(read(fits)).toBe(fits);
    expect(read(`${local}@e${domain}`)).toBe('contact.email.long');
  });

  it('tells an identifier of its type', () => {
    expect(emailIdentifier('Jane@example.com')).toEqual({
      ok: true,
      value: { type: 'email', value: 'jane@example.com' },
    });
  });

  it('never throws, whatever it is given, and never repeats it in a message', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, anyEmail), (text) => {
        const result = normalizeEmail(text);
        if (result.ok) return;
        expect(result.problem.message).toMatch(/^[A-Z].*\.$/);
        if (text.length > 6) expect(result.problem.message).not.toContain(text);
      }),
    );
  });

  it('leaves a normal form as it is', () => {
    fc.assert(
      fc.property(anyEmail, (text) => {
        const once = normalizeEmail(text);
        if (once.ok) expect(normalizeEmail(once.value)).toEqual(once);
      }),
    );
  });

  it('reads an address alike in capitals and small letters', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        expect(read(text.toUpperCase())).toBe(read(text.toLowerCase()));
      }),
    );
  });

  it('accepts every ordinary address', () => {
    fc.assert(fc.property(fc.emailAddress(), (text) => normalizeEmail(text).ok));
  });
});
