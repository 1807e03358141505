import { utf8 } from '../text/utf8.ts';

/** A 128-bit key as four 32-bit words, little-endian. */
export type SipKey = readonly [number, number, number, number];

/** 32 hexadecimal digits to a key; throws `RangeError` on anything else. */
export function sipKeyFromHex(hex: string): SipKey {
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new RangeError('A device key is 32 hexadecimal digits.');
  const word = (at: number): number => {
    let value = 0;
    for (let byte = 3; byte >= 0; byte--)
      value = (value << 8) | parseInt(hex.slice(at + 2 * byte, at + 2 * byte + 2), 16);
    return value | 0;
  };
  return [word(0), word(8), word(16), word(24)];
}

/** SipHash of a string's UTF-8 bytes: 16 hexadecimal digits. */
export function sipHashHex(key: SipKey, text: string): string {
  const hasher = new SipHasher(key);
  hasher.text(text);
  return hexOf(hasher.high, hasher.low);
}

/** 64 bits as two 32-bit halves, of either sign, to 16 hexadecimal digits. */
export function hexOf(high: number, low: number): string {
  return hex32(high) + hex32(low);
}

const hex32 = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** Where a text's bytes are put together, also as words: hashers take turns. */
let scratch = new Uint8Array(512);
let scratchWords = new Int32Array(scratch.buffer);

/**
 * SipHash-2-4 (Aumasson, Bernstein 2012). The result is left in `high` and `low`, and a text is read
 * where it lies, so that hashing makes no garbage: to check a long list is mostly this.
 * 64-bit words are pairs of 32-bit halves, since BigInt is some 50 times slower here.
 */
export class SipHasher {
  /** The halves of the last hash, as signed 32-bit numbers. */
  high = 0;
  low = 0;
  readonly #key: SipKey;

  constructor(key: SipKey) {
    this.#key = key;
  }

  /** Hashes `prefix`, which is ASCII, and `text` from `start` on. */
  text(text: string, prefix = '', start = 0): void {
    makeRoom(prefix.length + text.length);
    const into = scratch;
    let length = 0;
    for (; length < prefix.length; length++) into[length] = prefix.charCodeAt(length);
    let seen = 0;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      seen |= code;
      into[length++] = code;
    }
    if (seen > 0x7f) this.bytes(utf8(prefix + text.slice(start)));
    else this.#scratch(length);
  }

  bytes(bytes: Uint8Array): void {
    makeRoom(bytes.length);
    scratch.set(bytes);
    this.#scratch(bytes.length);
  }

  /** Hashes what lies in `scratch`. */
  #scratch(length: number): void {
    const last = length >> 3;
    for (let at = length; at < 8 * last + 7; at++) scratch[at] = 0;
    scratch[8 * last + 7] = length;
    this.words(scratchWords, last, scratchWords[2 * last]!, scratchWords[2 * last + 1]!);
  }

  /** Hashes `whole` words of 64 bits, low half first, and then the last, which holds the length. */
  words(given: Int32Array, whole: number, lastLow: number, lastHigh: number): void {
    const [k0, k1, k2, k3] = this.#key;
    let v0 = k0 ^ 0x70736575;
    let h0 = k1 ^ 0x736f6d65;
    let v1 = k2 ^ 0x6e646f6d;
    let h1 = k3 ^ 0x646f7261;
    let v2 = k0 ^ 0x6e657261;
    let h2 = k1 ^ 0x6c796765;
    let v3 = k2 ^ 0x79746573;
    let h3 = k3 ^ 0x74656462;
    // Carries without a comparison: a branch on what is random halves the speed (measured 2026-11).
    // The four rounds at the end are those of one word more, so that a round is written once.
    for (let at = 0; at <= whole + 1; at++) {
      const low = at < whole ? given[2 * at]! : at === whole ? lastLow : 0;
      const high = at < whole ? given[2 * at + 1]! : at === whole ? lastHigh : 0;
      if (at > whole) v2 ^= 0xff;
      v3 ^= low;
      h3 ^= high;
      for (let round = at > whole ? 4 : 2; round > 0; round--) {
        let sum = (v0 + v1) | 0;
        h0 = (h0 + h1 + (((v0 & v1) | ((v0 | v1) & ~sum)) >>> 31)) | 0;
        v0 = sum;
        let turned = ((v1 << 13) | (h1 >>> 19)) ^ v0;
        h1 = ((h1 << 13) | (v1 >>> 19)) ^ h0;
        v1 = turned;
        sum = (v2 + v3) | 0;
        h2 = (h2 + h3 + (((v2 & v3) | ((v2 | v3) & ~sum)) >>> 31)) | 0;
        v2 = sum;
        turned = ((v3 << 16) | (h3 >>> 16)) ^ v2;
        h3 = ((h3 << 16) | (v3 >>> 16)) ^ h2;
        v3 = turned;
        // The halves of v0 stand changed about: that is its rotation by 32.
        sum = (h0 + v3) | 0;
        const carried = (v0 + h3 + (((h0 & v3) | ((h0 | v3) & ~sum)) >>> 31)) | 0;
        v0 = sum;
        h0 = carried;
        turned = ((v3 << 21) | (h3 >>> 11)) ^ v0;
        h3 = ((h3 << 21) | (v3 >>> 11)) ^ h0;
        v3 = turned;
        sum = (v2 + v1) | 0;
        h2 = (h2 + h1 + (((v2 & v1) | ((v2 | v1) & ~sum)) >>> 31)) | 0;
        turned = ((v1 << 17) | (h1 >>> 15)) ^ sum;
        h1 = ((h1 << 17) | (v1 >>> 15)) ^ h2;
        v1 = turned;
        v2 = h2;
        h2 = sum;
      }
      v0 ^= low;
      h0 ^= high;
    }
    this.low = v0 ^ v1 ^ v2 ^ v3;
    this.high = h0 ^ h1 ^ h2 ^ h3;
  }
}

function makeRoom(length: number): void {
  if (length + 8 <= scratch.length) return;
  scratch = new Uint8Array((2 * length + 8) & ~7);
  scratchWords = new Int32Array(scratch.buffer);
}
