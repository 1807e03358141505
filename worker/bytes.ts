const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
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

const poolBytes = 4096;
let pool = new Uint8Array(0);
let taken = 0;

/** New random bytes. Drawn many at a time, since each call to the system takes 1 µs, and never given twice. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  if (taken + length > pool.length) {
    pool = crypto.getRandomValues(new Uint8Array(Math.max(poolBytes, length)));
    taken = 0;
  }
  const bytes = pool.slice(taken, taken + length);
  pool.fill(0, taken, taken + length);
  taken += length;
  return bytes;
}

export function randomHex(length: number): string {
  return toHex(randomBytes(length));
}
