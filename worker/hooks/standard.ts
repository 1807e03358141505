import { fromBase64, utf8 } from '../bytes.ts';
import type { Delivery, Verified } from './provider.ts';
import { isHmac, isRecent, join, minute } from './signature.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes of a secret as Standard Webhooks and Svix write it, `whsec_` and base64; `undefined` for anything else. */
export function secretBytes(secret: string): Bytes | undefined {
  const bytes = secret.startsWith('whsec_') ? fromBase64(secret.slice(6)) : undefined;
  return bytes && bytes.length > 0 ? bytes : undefined;
}

export function signedContent(id: string, timestamp: string, body: Bytes): Bytes {
  return join(utf8(`${id}.${timestamp}.`), body);
}

/**
 * Symmetric signatures of Standard Webhooks (https://www.standardwebhooks.com), under its own headers
 * or those of Svix, from which it comes. Several signatures stand side by side while a secret changes.
 */
export async function verifyStandard(
  { headers, body, now }: Delivery,
  secret: string,
  prefix: 'webhook' | 'svix',
): Promise<Verified> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headers.get(`${prefix}-${name}`),
  );
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp))
    return { refused: 'missing' };
  const key = secretBytes(secret) ?? new Uint8Array();
  const signed = signedContent(id, timestamp, body);
  const checks = signatures
    .split(' ')
    .flatMap((each) => (each.startsWith('v1,') ? [fromBase64(each.slice(3))] : []))
    .slice(0, 10)
    .map((signature) => isHmac('SHA-256', key, signed, signature));
  if (!(await Promise.all(checks)).includes(true)) return { refused: 'wrong' };
  return isRecent(Number(timestamp) * 1000, now, 5 * minute) ? {} : { refused: 'old' };
}
