import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf, SipHasher, sipHashHex, sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import { utf8 } from '../../../shared/text/utf8.ts';

const key = sipKeyFromHex('000102030405060708090a0b0c0d0e0f');

function ofBytes(bytes: Uint8Array): string {
  const hasher = new SipHasher(key);
  hasher.bytes(bytes);
  return hexOf(hasher.high, hasher.low);
}

describe('SipHash-2-4', () => {
  // Aumasson & Bernstein, "SipHash: a fast short-input PRF", appendix A, and the authors' vectors.
  it.each([
    [0, '726fdb47dd0e0e31'],
    [1, '74f839c593dc67fd'],
    [7, 'ab0200f58b01d137'],
    [8, '93f5f5799a932462'],
    [15, 'a129ca6149be45e5'],
    [16, '3f2acc7f57c29bdb'],
    [63, '958a324ceb064572'],
  ])('gives the authors’ value for %i bytes', (length, expected) => {
    const bytes = Uint8Array.from({ length }, (_, at) => at);
    expect(ofBytes(bytes)).toBe(expected);
    expect(sipHashHex(key, String.fromCharCode(...bytes))).toBe(expected);
  });

  it('hashes a string by its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
        expect(sipHashHex(key, text)).toBe(ofBytes(new TextEncoder().encode(text)));
      }),
    );
  });

  it('hashes a prefix and the rest of a text as the two written together', () => {
    const ascii = fc.string({ unit: 'binary-ascii' });
    const longer = fc.string({ minLength: 500, maxLength: 600 });
    fc.assert(
      fc.property(ascii, fc.oneof(ascii, longer, fc.string()), fc.nat(20), (prefix, text, from) => {
        const hasher = new SipHasher(key);
        const start = Math.min(from, text.length);
        hasher.text(text, prefix, start);
        expect(hexOf(hasher.high, hasher.low)).toBe(sipHashHex(key, prefix + text.slice(start)));
      }),
    );
  });

  it('refuses a key that is not 32 hexadecimal digits', () => {
    expect(() => sipKeyFromHex('00')).toThrow(/32 hexadecimal digits/);
  });
});
