import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../shared/text/utf8.ts';
import { anyText } from '../ledger/tools.ts';

describe('UTF-8', () => {
  it.each([
    ['', []],
    ['A', [0x41]],
    ['\u007f\u0080', [0x7f, 0xc2, 0x80]],
    ['é', [0xc3, 0xa9]],
    ['\u07ff\u0800', [0xdf, 0xbf, 0xe0, 0xa0, 0x80]],
    ['€', [0xe2, 0x82, 0xac]],
    ['\uffff', [0xef, 0xbf, 0xbf]],
    ['😀', [0xf0, 0x9f, 0x98, 0x80]],
    ['\u{10ffff}', [0xf4, 0x8f, 0xbf, 0xbf]],
  ])('writes %j in its shortest form', (text, bytes) => {
    expect([...utf8(text)]).toEqual(bytes);
  });

  it('writes half a surrogate pair as the replacement character', () => {
    for (const text of [
      '\ud800',
      '\udfff',
      '\ud83d',
      '\ude00',
      'a\ud83db',
      '\ude00\ud83d',
      '\ud83d\ud83d\ude00',
    ])
      expect([...utf8(text)]).toEqual([...new TextEncoder().encode(text)]);
  });

  it('gives each text bytes of its own, and long ones too', () => {
    const first = utf8('first');
    utf8('other');
    expect(first).toEqual(new TextEncoder().encode('first'));
    for (const count of [511, 512, 513, 1024, 1025])
      expect(utf8('é€'.repeat(count))).toEqual(new TextEncoder().encode('é€'.repeat(count)));
  });

  it('agrees with the platform on any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(Buffer.from(utf8(text)).equals(new TextEncoder().encode(text))).toBe(true);
      }),
    );
  });
});
