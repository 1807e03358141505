import type { Context } from 'hono';
import type { Auth } from '../../auth/auth.ts';
import type { Oidc } from '../../auth/oidc.ts';
import type { AppEnv } from '../../env.ts';
import { auditing } from '../../store/access/audit.ts';
import { personBySession } from '../../store/access/people.ts';

/** Loaded by the few requests that need it. */
export async function loadAuth(c: Context<AppEnv>, oidc?: Oidc): Promise<Auth> {
  const { authFor } = await import('../../auth/auth.ts');
  return authFor(c.env, new URL(c.req.url).origin, oidc);
}

/** Hands on the cookies that better-auth sets or clears. */
export function passCookies(c: Context<AppEnv>, from: Response): void {
  for (const cookie of from.headers.getSetCookie())
    c.header('Set-Cookie', cookie, { append: true });
}

export type How = 'password' | 'second-factor' | 'passkey' | 'oidc' | 'link';

/** Somebody has signed in: hands on the cookies, and notes it in the organisation's audit. */
export async function welcome(c: Context<AppEnv>, from: Response, how: How): Promise<void> {
  passCookies(c, from);
  const cookie = from.headers.getSetCookie().find((one) => one.includes('.session_token='));
  const [, token] = /=([^.;]+)\./.exec(decodeURIComponent(cookie ?? '')) ?? [];
  const person = token && (await personBySession(c.env.DB, token, Date.now()));
  if (!person || !person.member) return;
  const { orgId, id } = person.member;
  const entry = {
    actor: id,
    action: 'session.begun',
    target: person.sessionId,
    details: { how },
  } as const;
  await auditing({ db: c.env.DB, orgId }, entry, Date.now()).run();
}

/** What better-auth says of a refusal: `INVALID_CODE`. */
export async function errorCode(from: Response): Promise<string> {
  const body = await from
    .clone()
    .json<{ code?: string }>()
    .catch(() => ({}));
  return ('code' in body && body.code) || 'UNKNOWN';
}
