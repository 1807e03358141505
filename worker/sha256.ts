import { toHex } from './bytes.ts';

/*
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104) in plain JavaScript. A call out of the isolate, to WebCrypto
 * or `node:crypto`, took 7 to 12 µs in workerd whatever its length; these take 3 for an address and 2
 * for a node of the tree (measured 2026-11-21), and nothing has to be awaited. No branch and no index
 * depends on what is hashed. Everything below runs to its end at once, so the scratch memory is shared.
 */

const blockBytes = 64;
const { initial, rounds } = constants();
const schedule = new Int32Array(64);
const state = new Int32Array(8);
const tail = new Uint8Array(2 * blockBytes);
const encoder = new TextEncoder();
const encoded = new Uint8Array(4096);

/** 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  state.set(initial);
  absorb(message, message.length, 0);
  return output(32);
}

/** HMAC-SHA-256 under one key, cut to 16 bytes, as 32 hexadecimal digits. */
export function keyedHash(key: Uint8Array): (text: string) => string {
  const inner = startingWith(key, 0x36);
  const outer = startingWith(key, 0x5c);
  return (text) => {
    const message = 3 * text.length <= encoded.length ? encoded : encoder.encode(text);
    const length = message === encoded ? encoder.encodeInto(text, encoded).written : message.length;
    state.set(inner);
    absorb(message, length, blockBytes);
    const hash = output(32);
    state.set(outer);
    absorb(hash, 32, blockBytes);
    return toHex(output(16));
  };
}

/** The state after the key's block. Our keys are 32 bytes; a longer one than a block would be hashed first. */
function startingWith(key: Uint8Array, pad: number): Int32Array {
  if (key.length > blockBytes) throw new Error(`An HMAC key here has at most ${blockBytes} bytes.`);
  const block = new Uint8Array(blockBytes);
  block.set(key);
  for (let at = 0; at < blockBytes; at++) block[at]! ^= pad;
  state.set(initial);
  compress(block, 0);
  return state.slice();
}

/** Takes the rest of a message of which `before` bytes, whole blocks, are in the state already. */
function absorb(message: Uint8Array, length: number, before: number): void {
  const whole = length - (length % blockBytes);
  for (let at = 0; at < whole; at += blockBytes) compress(message, at);
  tail.fill(0);
  for (let at = whole; at < length; at++) tail[at - whole] = message[at]!;
  tail[length - whole] = 0x80;
  const end = length - whole + 9 > blockBytes ? 2 * blockBytes : blockBytes;
  const bits = 8 * (before + length);
  for (let at = end - 8, shift = 2 ** 56; at < end; at++, shift /= 256)
    tail[at] = Math.floor(bits / shift) % 256;
  for (let at = 0; at < end; at += blockBytes) compress(tail, at);
}

function output(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 4) {
    const word = state[at >> 2]!;
    bytes[at] = word >>> 24;
    bytes[at + 1] = word >>> 16;
    bytes[at + 2] = word >>> 8;
    bytes[at + 3] = word;
  }
  return bytes;
}

/** One block of 64 bytes into the state (FIPS 180-4 section 6.2.2). */
function compress(bytes: Uint8Array, from: number): void {
  for (let i = 0, at = from; i < 16; i++, at += 4)
    schedule[i] =
      (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  for (let i = 16; i < 64; i++) {
    const x = schedule[i - 15]!;
    const y = schedule[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[i] = (schedule[i - 16]! + s0 + schedule[i - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + rounds[i]! + schedule[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** The first 32 bits of the fractions of the primes' square and cube roots (FIPS 180-4 sections 4.2.2, 5.3.3). */
function constants(): { initial: Int32Array; rounds: Int32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++)
    if (primes.every((prime) => n % prime > 0)) primes.push(n);
  const bits = (root: number): number => Math.floor((root % 1) * 2 ** 32);
  return {
    initial: Int32Array.from(primes.slice(0, 8), (prime) => bits(Math.sqrt(prime))),
    rounds: Int32Array.from(primes, (prime) => bits(Math.cbrt(prime))),
  };
}
