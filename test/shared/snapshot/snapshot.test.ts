import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { sipHash, sipHashHex, sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import { applyDelta, hashLookupKey, lookUp } from '../../../shared/snapshot/snapshot.ts';
import { utf8 } from '../../../shared/text/utf8.ts';
import { event, now } from '../arbitraries.ts';

const deviceKey = '000102030405060708090a0b0c0d0e0f';
const key = sipKeyFromHex(deviceKey);
const hex = ([high, low]: [number, number]) =>
  [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');

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
    expect(
      hex(
        sipHash(
          key,
          Uint8Array.from({ length }, (_, i) => i),
        ),
      ),
    ).toBe(expected);
  });

  it('hashes a string by its UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
        expect(sipHashHex(key, text)).toBe(hex(sipHash(key, new TextEncoder().encode(text))));
      }),
    );
  });

  it('refuses a key that is not 32 hexadecimal digits', () => {
    expect(() => sipKeyFromHex('00')).toThrow(/32 hexadecimal digits/);
  });
});

describe('snapshot', () => {
  const jane = parseIdentifier('email', 'jane@example.com');
  if (!jane.ok) throw new Error('unreachable');
  const no = foldEvents([event({ type: 'objected' })], { at: now });
  const entry = (lookupKey: string) => hashLookupKey(key, lookupKey);
  const first = applyDelta(undefined, {
    version: 1,
    deviceKey,
    full: true,
    entries: [[entry('email=jane@example.com'), no]],
  });

  it('knows a contact by the hash of its identifier, and holds no identifier', () => {
    expect(lookUp(first, jane.value)).toEqual(no);
    expect(JSON.stringify([...first.entries])).not.toContain('jane');
  });

  it('finds a suppressed domain and a no to another form of the address', () => {
    const wide = { version: 1, deviceKey, full: true } as const;
    for (const found of ['email~jane@example.com', 'domain~example.com'])
      expect(
        lookUp(applyDelta(undefined, { ...wide, entries: [[entry(found), no]] }), jane.value),
      ).toEqual(no);
  });

  it('changes by a delta, and leaves the old one as it was', () => {
    const gone = applyDelta(first, {
      version: 2,
      deviceKey,
      full: false,
      entries: [[entry('email=jane@example.com'), null]],
    });
    expect(gone.version).toBe(2);
    expect(lookUp(gone, jane.value).marks).toEqual([]);
    expect(lookUp(first, jane.value)).toEqual(no);
  });

  it('is replaced wholly by a full one', () => {
    const empty = applyDelta(first, { version: 3, deviceKey, full: true, entries: [] });
    expect(empty.entries.size).toBe(0);
  });
});
