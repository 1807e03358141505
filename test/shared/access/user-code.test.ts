import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUserCode, showUserCode, userCodeFrom } from '../../../shared/access/user-code.ts';

const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });

describe('a code that a person types', () => {
  it('has eight letters, none of them a vowel or easily taken for another', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        fc.pre(random.filter((byte) => byte < 240).length >= 8);
        expect(userCodeFrom(random)).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
      }),
    );
  });

  it('is read as it is shown, in any case and with anything between', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('-', ' ', '', ' - ', '.'), (random, between) => {
        fc.pre(random.filter((byte) => byte < 240).length >= 8);
        const code = userCodeFrom(random);
        const shown = showUserCode(code);
        expect(shown).toMatch(/^.{4}-.{4}$/);
        expect(readUserCode(shown)).toBe(code);
        expect(readUserCode(shown.toLowerCase().replace('-', between))).toBe(code);
      }),
    );
  });

  it.each(['', 'BCDF', 'BCDFGHJKL', 'ABCDFGHJ', 'BCDFGHJ1', '12345678', 'ЖЖЖЖЖЖЖЖ'])(
    'is not %j',
    (typed) => {
      expect(readUserCode(typed)).toBeUndefined();
    },
  );

  it('takes every letter as likely as any other', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 240; byte++) {
      const [letter] = userCodeFrom(new Uint8Array(8).fill(byte));
      counts.set(letter!, (counts.get(letter!) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([12]));
  });

  it('is not made of too few random bytes', () => {
    expect(() => userCodeFrom(new Uint8Array(7))).toThrow('32');
    expect(() => userCodeFrom(new Uint8Array(32).fill(255))).toThrow(RangeError);
  });
});
