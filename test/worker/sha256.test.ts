import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../worker/bytes.ts';
import { keyedHash, sha256 } from '../../worker/sha256.ts';

const native = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));

async function nativeHmac(raw: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)))).slice(0, 32);
}

const bytes = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Uint8Array.from(array));

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('gives what FIPS 180-4 gives for %j', (text, hash) => {
    expect(toHex(sha256(utf8(text)))).toBe(hash);
  });

  it('agrees with WebCrypto at every length around its blocks, and for a megabyte', async () => {
    for (let length = 0; length <= 260; length++) {
      const message = Uint8Array.from({ length }, (_, at) => at * 7 + length);
      expect(toHex(sha256(message))).toBe(await native(message));
    }
    const big = new Uint8Array(1_000_003).fill(0xab);
    expect(toHex(sha256(big))).toBe(await native(big));
  });

  it('agrees with WebCrypto on any bytes, gives new bytes each time, and changes none', async () => {
    await fc.assert(
      fc.asyncProperty(bytes(300), async (message) => {
        const before = toHex(message);
        const first = sha256(message);
        sha256(utf8('something else'));
        expect(toHex(first)).toBe(await native(message));
        expect(toHex(message)).toBe(before);
      }),
    );
  });

  it('hashes a part of a larger buffer as that part alone', async () => {
    const whole = Uint8Array.from({ length: 200 }, (_, at) => at);
    expect(toHex(sha256(whole.subarray(10, 90)))).toBe(await native(whole.slice(10, 90)));
  });
});

describe('keyedHash', () => {
  it('is HMAC-SHA-256 cut to 16 bytes, for any key of up to a block and any text', async () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string());
    await fc.assert(
      fc.asyncProperty(bytes(64, 1), texts, async (key, text) => {
        expect(keyedHash(key)(text)).toBe(await nativeHmac(key, text));
      }),
    );
  });

  it.each([1365, 1366, 5000])(
    'takes a text of %i characters, of three bytes each',
    async (length) => {
      const key = new Uint8Array(32).fill(9);
      const text = '€'.repeat(length);
      expect(keyedHash(key)(text)).toBe(await nativeHmac(key, text));
    },
  );

  it('keeps two keys apart, in whatever order they are asked', () => {
    const [a, b] = [keyedHash(new Uint8Array(32).fill(1)), keyedHash(new Uint8Array(32).fill(2))];
    const first = a('email=jane@example.com');
    expect(b('email=jane@example.com')).not.toBe(first);
    expect(a('email=jane@example.com')).toBe(first);
  });

  it('refuses a key that is longer than a block, which HMAC would hash first', () => {
    expect(() => keyedHash(new Uint8Array(65))).toThrow('at most 64 bytes');
  });
});
