import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainAndParents, normalizeDomain } from '../../../shared/contact/domain-name.ts';
import { labelToAscii, labelToUnicode } from '../../../shared/contact/idna.ts';
import { anyDomain, anyText, trouble } from './arbitraries.ts';

const read = (text: string) => {
  const result = normalizeDomain(text);
  return result.ok ? result.value : result.problem.code;
};

/** Node's own, which wants no space around and keeps the dot at the end. */
const browser = (text: string) => domainToASCII(text.trim()).replace(/\.$/, '');

describe('normalizeDomain', () => {
  it.each([
    ['Mail.ACME.example.', 'mail.acme.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['ＡＢＣ．com', 'abc.com'],
    ['日本語。jp', 'xn--wgv71a119e.jp'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['ΦΆΣ.example', 'xn--hxa0ch.example'],
    ['φάς.example', 'xn--hxa8bk.example'],
    ['מספר.example', 'xn--jebgjq.example'],
    ['مثال.إختبار', 'xn--mgbh0fb.xn--kgbechtv'],
    ['भारत.example', 'xn--h2brj9c.example'],
    ['r3---sn-x.example', 'r3---sn-x.example'],
    ['123.example', '123.example'],
  ])('reads %j as %j, as a browser does', (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(browser(text)).toBe(expected);
  });

  it.each([
    ['localhost', 'contact.domain.one-label'],
    ['', 'contact.domain.one-label'],
    ['.', 'contact.domain.one-label'],
    ['a..example', 'contact.domain.bad-label'],
    ['.example', 'contact.domain.bad-label'],
    ['a.example..', 'contact.domain.bad-label'],
    ['bad_label.example', 'contact.domain.bad-label'],
    ['-a.example', 'contact.domain.bad-label'],
    ['a-.example', 'contact.domain.bad-label'],
    ['ä-.example', 'contact.domain.bad-label'],
    ['ab--ä.example', 'contact.domain.bad-label'],
    ['\u0308a.example', 'contact.domain.bad-label'],
    ['a b.example', 'contact.domain.bad-label'],
    ['exam\u200bple.example', 'contact.domain.bad-label'],
    ['☃.example', 'contact.domain.bad-label'],
    ['℀.example', 'contact.domain.bad-label'],
    ['1⒈example', 'contact.domain.one-label'],
    ['xn--a.example', 'contact.domain.bad-label'],
    ['xn--abc-.example', 'contact.domain.bad-label'],
    ['xn--\u00e4.example', 'contact.domain.bad-label'],
    [`${'a'.repeat(64)}.example`, 'contact.domain.bad-label'],
    [`${'ä'.repeat(60)}.example`, 'contact.domain.bad-label'],
    ['192.0.2.1', 'contact.domain.number'],
    ['a.0x7f', 'contact.domain.number'],
    ['אa.example', 'contact.domain.mixed-direction'],
    ['א.ä.example', 'contact.domain.mixed-direction'],
    ['א.1.example', 'contact.domain.mixed-direction'],
    ['א1١.example', 'contact.domain.mixed-direction'],
    [`${'a.'.repeat(127)}com`, 'contact.domain.long'],
    ['a.'.repeat(600), 'contact.domain.long'],
  ])('refuses %j with %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('agrees with Node on every letter, mark and digit that it accepts, wherever it stands', () => {
    const differs: string[] = [];
    let accepted = 0;
    for (let point = 0; point < 0x20000; point++) {
      const each = String.fromCodePoint(point);
      // Nearly all of these are alike; testing each would take a minute.
      if (/[\p{Script=Han}\p{Script=Hangul}\p{Cs}]/u.test(each) && point % 64 > 0) continue;
      for (const text of [`x${each}.example`, `${each}y.example`, `ا${each}.example`]) {
        const domain = normalizeDomain(text);
        if (!domain.ok) continue;
        accepted++;
        if (domain.value !== browser(text)) differs.push(text);
      }
    }
    expect(differs).toEqual([]);
    expect(accepted).toBeGreaterThan(40_000);
  });

  it('agrees with Node on whole names that it accepts', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), trouble);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), (words) => {
        const text = [...words, 'example'].join('.');
        const domain = normalizeDomain(text);
        if (domain.ok) expect(domain.value).toBe(browser(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves a normal form as it is, and reads its Unicode spelling the same', () => {
    fc.assert(
      fc.property(anyDomain, (text) => {
        const once = normalizeDomain(text);
        if (!once.ok) return;
        expect(normalizeDomain(once.value)).toEqual(once);
        expect(normalizeDomain(once.value.toUpperCase())).toEqual(once);
        const shown = once.value.split('.').map(labelToUnicode).join('.');
        expect(normalizeDomain(shown)).toEqual(once);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, trouble), (text) => {
        expect(typeof normalizeDomain(`${text}.example`).ok).toBe('boolean');
        expect(typeof normalizeDomain(`xn--${text}.example`).ok).toBe('boolean');
      }),
    );
  });
});

describe('labels', () => {
  it('go to the network’s spelling and back', () => {
    expect(labelToAscii('Bücher')).toBe('xn--bcher-kva');
    expect(labelToUnicode('xn--bcher-kva')).toBe('bücher');
    expect(labelToUnicode('acme')).toBe('acme');
    expect(labelToUnicode('xn--\u00e4')).toBe('xn--ä');
  });

  it('refuse punycode that hides plain letters or capitals', () => {
    expect(labelToAscii('xn--acme-')).toBeUndefined();
    expect(labelToAscii('xn--Bcher-kva')).toBe('xn--bcher-kva');
    expect(labelToAscii('xn--Bcher-KVA')).toBe('xn--bcher-kva');
    // This one decodes to u with a combining diaeresis, the next to a capital Ü.
    expect(labelToAscii('xn--bucher-xyd')).toBeUndefined();
    expect(labelToAscii('xn--bcher-goa')).toBeUndefined();
  });
});

describe('domainAndParents', () => {
  it('gives every domain above that somebody may own, itself first', () => {
    expect(domainAndParents('a.b.acme.example')).toEqual([
      'a.b.acme.example',
      'b.acme.example',
      'acme.example',
    ]);
    expect(domainAndParents('acme.example')).toEqual(['acme.example']);
  });
});
