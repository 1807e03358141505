import { createMiddleware } from 'hono/factory';
import type { Action } from '../../shared/access/permissions.ts';
import { may, permissions } from '../../shared/access/permissions.ts';
import type { AppEnv, Member } from '../env.ts';
import { Refusal } from '../errors.ts';
import { memberOf } from './member.ts';
import { marked } from './operation.ts';

/** Lets those through whose role, and whose key's scopes, may do this. Whoever they are is then in `c.var.member`. */
export function allow(action: Action) {
  const middleware = createMiddleware<AppEnv>(async (c, next) => {
    const member = await memberOf(c);
    mustBeAllowed(member, action);
    c.set('member', member);
    await next();
  });
  return marked(middleware, { kind: 'action', action });
}

export function isAllowed({ role, scopes }: Member, action: Action): boolean {
  return may(role, action) && (scopes === undefined || scopes.includes(action));
}

/** Throws a 403 `Refusal` that says what would be needed. */
export function mustBeAllowed({ role, scopes }: Member, action: Action): void {
  if (!may(role, action))
    throw new Refusal(
      403,
      'auth.role',
      `Your role (${role}) may not do this; it needs one of: ${permissions[action].roles.join(', ')}.`,
    );
  if (scopes && !scopes.includes(action))
    throw new Refusal(
      403,
      'auth.scope',
      `This API key lacks the scope \`${action}\`. Make one that has it, and revoke this one if nothing else needs it.`,
    );
}
