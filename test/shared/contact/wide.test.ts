import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeEmail } from '../../../shared/contact/email.ts';
import table from '../../../shared/contact/mail-providers.json' with { type: 'json' };
import { widenEmail } from '../../../shared/contact/wide.ts';
import { anyEmail } from './arbitraries.ts';

describe('widenEmail', () => {
  it.each([
    ['jane+news@example.com', 'jane@example.com'],
    ['ja.ne@example.com', 'ja.ne@example.com'],
    ['+tag@example.com', '+tag@example.com'],
    ['ja.ne+a+b@gmail.com', 'jane@gmail.com'],
    ['j.a.n.e@googlemail.com', 'jane@gmail.com'],
    ['"j..ane"@gmail.com', 'jane@gmail.com'],
    ['"."@gmail.com', '"."@gmail.com'],
    ['"jane doe+x"@example.com', '"jane doe"@example.com'],
    ['"jane+x y"@example.com', 'jane@example.com'],
    ['jane.d-o_e+x@pm.me', 'janedoe@proton.me'],
    ['jane.doe@protonmail.com', 'janedoe@proton.me'],
    ['j.doe@me.com', 'j.doe@icloud.com'],
    ['jane+x@mac.com', 'jane@icloud.com'],
    ['news@jane.fastmail.com', 'jane@fastmail.com'],
    ['jane+news@fastmail.com', 'jane@fastmail.com'],
    ['x@jane.fastmail.co.uk', 'jane@fastmail.co.uk'],
    ['x@a.jane.fastmail.com', 'x@a.jane.fastmail.com'],
    ['jane@mail.gmail.com', 'jane@mail.gmail.com'],
    ['jane-news@yahoo.com', 'jane-news@yahoo.com'],
    ['jane@hotmail.com', 'jane@hotmail.com'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
  ])('lets a no to %s reach %s', (address, wide) => {
    expect(widenEmail(address)).toBe(wide);
  });

  it('gives a normal form, and widening it again changes nothing', () => {
    fc.assert(
      fc.property(anyEmail, (text) => {
        const exact = normalizeEmail(text);
        if (!exact.ok) return;
        const wide = widenEmail(exact.value);
        expect(widenEmail(wide)).toBe(wide);
        expect(normalizeEmail(wide)).toEqual({ ok: true, value: wide });
      }),
      { numRuns: 3000 },
    );
  });

  it('is the same for every spelling of one address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^[a-z0-9]{1,6}$/), (text, tag) => {
        const plain = normalizeEmail(text);
        fc.pre(plain.ok && !text.startsWith('+') && text.indexOf('@') < 50);
        if (!plain.ok) return;
        const tagged = normalizeEmail(text.toUpperCase().replace('@', `+${tag}@`));
        expect(tagged.ok && widenEmail(tagged.value)).toBe(widenEmail(plain.value));
      }),
    );
  });
});

describe('the providers', () => {
  it('each have their source and how sure it is, also those left out', () => {
    for (const { citation, confidence } of [...table.applied, ...table.leftOut, table.plusTags]) {
      expect(citation.length).toBeGreaterThan(20);
      expect(['P', 'S', 'R', 'C']).toContain(confidence);
    }
  });

  it('share no domain, and are known under their own one', () => {
    const domains = table.applied.flatMap((each) => each.domains);
    expect(new Set(domains).size).toBe(domains.length);
    for (const each of table.applied)
      if ('sameAs' in each) expect(each.domains).toContain(each.sameAs);
  });
});
