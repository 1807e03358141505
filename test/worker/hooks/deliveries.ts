import { toHex, utf8 } from '../../../worker/bytes.ts';
import type { Connection, Delivery } from '../../../worker/hooks/provider.ts';

/** When it is in these tests. */
export const now = Date.parse('2026-05-03T09:00:00Z');
export const seconds = now / 1000;

export function connection(more: Partial<Connection> = {}): Connection {
  return { id: 'prv_1', settings: { lists: {} }, secrets: {}, ...more };
}

type Sent = {
  readonly body: string;
  readonly headers?: Record<string, string>;
  readonly url?: string;
  readonly now?: number;
};

export function delivery({ body, headers = {}, url, now: at = now }: Sent): Delivery {
  return {
    url: url ?? 'https://heed.example/api/v1/hooks/some/path',
    headers: new Headers(headers),
    body: utf8(body),
    now: at,
  };
}

export async function hmac(
  hash: 'SHA-1' | 'SHA-256',
  key: string | Uint8Array<ArrayBuffer>,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const raw = typeof key === 'string' ? utf8(key) : key;
  const imported = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash }, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, utf8(text)));
}

export const hex = toHex;
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** What a provider may send by mistake or malice in place of a body. */
export const malformed = ['', '{', 'null', '1', '"text"', '[[', '\u0000', '%', 'mandrill_events=['];

/** What may stand in any field. */
export const hostile = [
  "'); DROP TABLE events; --",
  '__proto__',
  'constructor',
  '\u0000\u202e',
  '<script>alert(1)</script>',
  '🙂'.repeat(200),
  '${process.env.MASTER_KEY}',
  'a'.repeat(10_000),
];
