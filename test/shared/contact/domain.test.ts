import { describe, expect, it } from 'vitest';
import { domainIdentifier, registrableDomain } from '../../../shared/contact/domain.ts';

describe('domainIdentifier', () => {
  it.each([
    ['Mail.ACME.example.', 'mail.acme.example'],
    ['acme.co.uk', 'acme.co.uk'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['acme.github.io', 'acme.github.io'],
    ['gmail.com', 'gmail.com'],
    ['公司.example', 'xn--55qx5d.example'],
  ])('reads %j as %j', (text, expected) => {
    expect(domainIdentifier(text)).toEqual({
      ok: true,
      value: { type: 'domain', value: expected },
    });
  });

  it.each(['co.uk', 'github.io', 'com.au', 'xn--55qx5d.cn', '公司.cn', 'blogspot.com', 'a.ck'])(
    'refuses %s, below which strangers register',
    (text) => {
      const result = domainIdentifier(text);
      expect(result.ok || result.problem.code).toBe('contact.domain.public-suffix');
    },
  );

  it('refuses what is no domain for its own reason', () => {
    const result = domainIdentifier('localhost');
    expect(result.ok || result.problem.code).toBe('contact.domain.one-label');
  });
});

describe('registrableDomain', () => {
  it.each([
    ['mail.acme.co.uk', 'acme.co.uk'],
    ['a.b.acme.github.io', 'acme.github.io'],
    ['www.xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['co.uk', undefined],
    ['github.io', undefined],
  ])('says of %s that %s was registered', (domain, expected) => {
    expect(registrableDomain(domain)).toBe(expected);
  });
});
