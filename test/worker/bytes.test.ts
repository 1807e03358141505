import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, randomBytes, randomHex, toHex } from '../../worker/bytes.ts';

describe('hexadecimal digits', () => {
  it('are two for each byte, in lower case, and are read back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    expect(toHex(bytes.subarray(0, 17))).toBe('000102030405060708090a0b0c0d0e0f10');
    expect(fromHex(toHex(bytes))).toEqual(bytes);
    expect(fromHex('FF')).toEqual(Uint8Array.of(255));
  });

  it.each(['a', 'zz', '0x01', ' 01'])('are not %j', (text) => {
    expect(() => fromHex(text)).toThrow(SyntaxError);
  });
});

describe('fromBase64', () => {
  it('takes what surrounds it for nothing, and gives nothing for what it is not', () => {
    expect(fromBase64(' AQID\n')).toEqual(Uint8Array.of(1, 2, 3));
    expect(fromBase64('not base64!')).toBeUndefined();
  });
});

describe('randomBytes', () => {
  it('gives as many as asked for, also more than the system gives at once', () => {
    for (const length of [0, 1, 32, 65_536, 200_001]) {
      const bytes = randomBytes(length);
      expect(bytes).toHaveLength(length);
      expect(bytes.subarray(-8).some((byte) => byte > 0)).toBe(length > 8 || bytes.some(Boolean));
    }
  });

  it('never gives the same twice, nor what somebody changes later', () => {
    const drawn = Array.from({ length: 10_000 }, () => randomHex(16));
    expect(new Set(drawn).size).toBe(drawn.length);
    const first = randomBytes(16);
    const kept = toHex(first);
    randomBytes(16).fill(7);
    expect(toHex(first)).toBe(kept);
  });
});
