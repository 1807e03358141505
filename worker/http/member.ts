import type { Context } from 'hono';
import { sessionToken } from '../auth/cookie.ts';
import type { AppEnv, Member } from '../env.ts';
import { Refusal } from '../errors.ts';
import { memberBySession, memberByToken } from '../store/access/credentials.ts';
import { addressOf, countRequest } from './rate-limit.ts';
import { mustBeSameOrigin } from './same-origin.ts';

const howToGetOne =
  'Connect a browser, make an API key, or copy the token that `npm start` printed, and send it as `Authorization: Bearer <token>`.';

/**
 * Who asks: from the bearer token of a device or an API key, or from the cookie of somebody signed in.
 * One query. Throws a 401 `Refusal`, a 403 for a cookie that another site makes the browser send, or a 429.
 */
export async function memberOf(c: Context<AppEnv>): Promise<Member> {
  const token = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  const session = token ? undefined : await sessionToken(c);
  if (session) mustBeSameOrigin(c);
  const member = token
    ? await memberByToken(c.env, token, Date.now())
    : session && (await memberBySession(c.env, session, Date.now()));
  if (member) {
    await countRequest(c.env, 'API_LIMIT', member.credential);
    return member;
  }
  await countRequest(c.env, 'GUEST_LIMIT', addressOf(c));
  // One answer for unknown, expired and revoked: which it was is nobody's business without a token.
  throw token || session
    ? unauthorized('auth.token-invalid', 'This token is not valid (any more).')
    : unauthorized('auth.token-missing', 'No token was sent.');
}

function unauthorized(code: string, message: string): Refusal {
  return new Refusal(401, code, `${message} ${howToGetOne}`);
}
