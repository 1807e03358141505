import { createMiddleware } from 'hono/factory';
import type { Action } from '../../shared/access/permissions.ts';
import { may, permissions } from '../../shared/access/permissions.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { memberByToken } from '../store/tokens.ts';

const howToGetOne =
  'Ask your administrator for a token, or copy the one that `npm start` printed, and send it as `Authorization: Bearer <token>`.';

/** Lets those through whose role may do this. Whoever they are is then in `c.var.member`. */
export function allow(action: Action) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const token = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (!token) throw unauthorized('auth.token-missing', 'No token was sent.');
    const member = await memberByToken(c.env, token, Date.now());
    // One answer for unknown, expired and revoked: which it was is nobody's business without a token.
    if (!member) throw unauthorized('auth.token-invalid', 'This token is not valid (any more).');
    if (!may(member.role, action))
      throw new Refusal(
        403,
        'auth.role',
        `Your role (${member.role}) may not do this; it needs one of: ${permissions[action].roles.join(', ')}.`,
      );
    c.set('member', member);
    await next();
  });
}

function unauthorized(code: string, message: string): Refusal {
  return new Refusal(401, code, `${message} ${howToGetOne}`);
}
