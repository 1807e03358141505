import { utf8 } from '../bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export const minute = 60_000;
export const hour = 60 * minute;

/** Whether this is the HMAC; WebCrypto compares in constant time. */
export async function isHmac(
  hash: 'SHA-1' | 'SHA-256',
  secret: Bytes,
  signed: Bytes,
  signature: Bytes | undefined,
): Promise<boolean> {
  if (!signature || secret.length === 0) return false;
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash }, false, [
    'verify',
  ]);
  return crypto.subtle.verify('HMAC', key, signature, signed);
}

/** Whether two texts are the same, in a time that tells neither where they differ nor how long they are. */
export async function isSame(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((text) => digest(utf8(text))));
  return crypto.subtle.timingSafeEqual(one!, other!);
}

export function digest(bytes: Bytes): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes);
}

export function join(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Within the window that has passed, or a little ahead, since clocks differ. */
export function isRecent(at: number, now: number, window: number): boolean {
  return at > now - window && at < now + 5 * minute;
}
