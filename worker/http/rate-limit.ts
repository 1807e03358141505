import type { Context } from 'hono';
import type { Bindings } from '../env.ts';
import { Refusal } from '../errors.ts';

/**
 * The limits of wrangler.toml, each counted by a key of its own: `API_LIMIT` by credential (of
 * providers by connection and sender), `GUEST_LIMIT` by the address of who has none, `ATTEMPT_LIMIT` by the address of who tries to get in, which may be a
 * whole office, and `SIGN_IN_LIMIT` by the account that somebody tries to get into.
 */
type Limit = 'API_LIMIT' | 'GUEST_LIMIT' | 'ATTEMPT_LIMIT' | 'SIGN_IN_LIMIT';

/** Counts a request. Throws a 429 `Refusal` when there were too many; without the binding there is no limit. */
export async function countRequest(env: Bindings, limit: Limit, key: string): Promise<void> {
  const counted = await env[limit]?.limit({ key });
  if (counted && !counted.success) throw tooMany;
}

/** Every limit of ours is by the minute. */
export const retryAfterSeconds = 60;

const tooMany = new Refusal(
  429,
  'rate.too-many',
  'Too many requests in one minute. Wait a minute, then go on more slowly.',
);

/** Where a request comes from: an IPv4 address, or the /64 of an IPv6 one, which is all one household. */
export function addressOf(c: Pick<Context, 'req'>): string {
  const address = c.req.header('CF-Connecting-IP') ?? 'unknown';
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean).length ?? 0;
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...(tail?.split(':') ?? [])];
  return `${all.slice(0, 4).join(':')}::/64`;
}
