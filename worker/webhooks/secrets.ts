import { utf8 } from '../bytes.ts';
import { secretBytes, signedContent } from '../hooks/standard.ts';

/** A signing secret, and until when it still signs; `null` for the one that is not being replaced. */
export type Secret = { readonly secret: string; readonly until: number | null };

const secretLength = 24;
/** How long the one before goes on signing beside a new one. */
const overlap = 24 * 3_600_000;
/** More would sign with what nobody remembers. */
const most = 3;

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretLength));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** A new secret before those that still sign, of which the one that was current does for another day. */
export function rotated(secrets: readonly Secret[], secret: string, now: number): Secret[] {
  const old = standing(secrets, now).map((each) => ({
    ...each,
    until: each.until ?? now + overlap,
  }));
  return [{ secret, until: null }, ...old].slice(0, most);
}

function standing(secrets: readonly Secret[], now: number): Secret[] {
  return secrets.filter(({ until }) => until === null || until > now);
}

/** The headers of Standard Webhooks (https://www.standardwebhooks.com): one signature by each secret that stands. */
export async function signedHeaders(
  id: string,
  body: string,
  secrets: readonly Secret[],
  now: number,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const content = signedContent(id, timestamp, utf8(body));
  const signatures = await Promise.all(
    standing(secrets, now).map(async ({ secret }) => `v1,${await sign(secret, content)}`),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

async function sign(secret: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', secretBytes(secret)!, algorithm, false, [
    'sign',
  ]);
  const signature = await crypto.subtle.sign('HMAC', key, content);
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}
