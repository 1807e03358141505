import { utf8 as byHand } from '../shared/text/utf8.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** By hand where it is short: a call out of the isolate takes longer than a hundred characters do. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return text.length < 1000 ? byHand(text) : (encoder.encode(text) as Uint8Array<ArrayBuffer>);
}

export function fromUtf8(bytes: ArrayBuffer | Uint8Array): string {
  return decoder.decode(bytes);
}

/** Lower-case hexadecimal digits. */
export function toHex(bytes: Uint8Array): string {
  return bytes.toHex();
}

/** Throws a `SyntaxError` on anything else than pairs of hexadecimal digits. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex);
}

/** Bytes, or `undefined` for text that is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal digits. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));
}

/** What `getRandomValues` gives at once, at most. */
const drawBytes = 65_536;
let pool = new Uint8Array(0);

/** New random bytes. Drawn many at a time, since each call to the system takes 1 µs; none is given twice. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    if (pool.length === 0) pool = crypto.getRandomValues(new Uint8Array(drawBytes));
    const part = pool.subarray(0, length - at);
    bytes.set(part, at);
    part.fill(0);
    pool = pool.subarray(part.length);
    at += part.length;
  }
  return bytes;
}

export function randomHex(length: number): string {
  return toHex(randomBytes(length));
}
