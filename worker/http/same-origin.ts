import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';

/**
 * Against forged requests (CSRF): a browser sends our cookie with another site's form too, but then says
 * whose page it was. What reads only may come from anywhere, since no other page can read the answer.
 */
export function mustBeSameOrigin(c: Context<AppEnv>): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  if (c.req.header('Origin') === new URL(c.req.url).origin) return;
  throw new Refusal(
    403,
    'auth.cross-site',
    'This request came from another site. Open the page at this server and try again there.',
  );
}
