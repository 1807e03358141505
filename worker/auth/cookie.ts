import type { Context } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type { AppEnv } from '../env.ts';
import { accountSecrets } from './secret.ts';

/**
 * How all our cookies begin. `__Host-` makes the browser refuse one that comes from a subdomain or over
 * http (RFC 6265bis 4.1.3.2); on a person's own machine there is only http.
 */
export function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-heed' : 'heed';
}

/** The session token in the cookie, if its signature is ours. */
export async function sessionToken(c: Context<AppEnv>): Promise<string | undefined> {
  const name = `${cookiePrefix(new URL(c.req.url).origin)}.session_token`;
  // Most calls come without a cookie: they need not wait for a key.
  if (!c.req.header('Cookie')?.includes(name)) return undefined;
  const [secret] = await accountSecrets(c.env);
  const token = await getSignedCookie(c, secret.value, name);
  return token || undefined;
}
