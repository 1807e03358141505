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

/**
 * SipHash-2-4 (Aumasson, Bernstein 2012) of a string's UTF-8 bytes: 16 hexadecimal digits.
 * 64-bit words are kept as pairs of 32-bit halves, since BigInt is some 50 times slower here.
 */
export function sipHashHex(key: SipKey, text: string): string {
  const [high, low] = sipHash(key, utf8(text));
  return hex32(high) + hex32(low);
}

const hex32 = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** The hash as `[high, low]` 32-bit halves. */
export function sipHash(key: SipKey, bytes: Uint8Array): [number, number] {
  const state = initial(key);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) absorb(state, little(bytes, at), little(bytes, at + 4));
  const rest = new Uint8Array(8);
  rest.set(bytes.subarray(whole));
  rest[7] = bytes.length & 0xff;
  absorb(state, little(rest, 0), little(rest, 4));
  state[4]! ^= 0xff;
  for (let round = 0; round < 4; round++) sipRound(state);
  const low = state[0]! ^ state[2]! ^ state[4]! ^ state[6]!;
  const high = state[1]! ^ state[3]! ^ state[5]! ^ state[7]!;
  return [high | 0, low | 0];
}

/** v0..v3 as low and high halves, in turn. */
function initial([k0, k1, k2, k3]: SipKey): Int32Array {
  return Int32Array.of(
    k0 ^ 0x70736575,
    k1 ^ 0x736f6d65,
    k2 ^ 0x6e646f6d,
    k3 ^ 0x646f7261,
    k0 ^ 0x6e657261,
    k1 ^ 0x6c796765,
    k2 ^ 0x79746573,
    k3 ^ 0x74656462,
  );
}

function absorb(state: Int32Array, low: number, high: number): void {
  state[6]! ^= low;
  state[7]! ^= high;
  sipRound(state);
  sipRound(state);
  state[0]! ^= low;
  state[1]! ^= high;
}

function sipRound(s: Int32Array): void {
  half(s, 0, 2, 13);
  swap(s, 0);
  half(s, 4, 6, 16);
  half(s, 0, 6, 21);
  half(s, 4, 2, 17);
  swap(s, 4);
}

/** `va += vb; vb = rotl(vb, bits) ^ va` on 64-bit words at `a` and `b`. */
function half(s: Int32Array, a: number, b: number, bits: number): void {
  const low = (s[a]! >>> 0) + (s[b]! >>> 0);
  s[a + 1] = s[a + 1]! + s[b + 1]! + (low > 0xffffffff ? 1 : 0);
  s[a] = low;
  const bLow = s[b]!;
  const bHigh = s[b + 1]!;
  s[b] = ((bLow << bits) | (bHigh >>> (32 - bits))) ^ s[a]!;
  s[b + 1] = ((bHigh << bits) | (bLow >>> (32 - bits))) ^ s[a + 1]!;
}

/** Rotation by 32: the halves change places. */
function swap(s: Int32Array, a: number): void {
  const low = s[a]!;
  s[a] = s[a + 1]!;
  s[a + 1] = low;
}

function little(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
