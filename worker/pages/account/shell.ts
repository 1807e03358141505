import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import type { Action } from '../../../shared/access/permissions.ts';
import { may, permissions } from '../../../shared/access/permissions.ts';
import { roleWords } from '../../../shared/access/role-words.ts';
import { sessionToken } from '../../auth/cookie.ts';
import { readOidc } from '../../auth/oidc.ts';
import type { AppEnv } from '../../env.ts';
import { badInput, Refusal } from '../../errors.ts';
import { mustBeSameOrigin } from '../../http/same-origin.ts';
import { inWords } from '../../../shared/issue.ts';
import type { Person } from '../../store/access/people.ts';
import { personBySession } from '../../store/access/people.ts';

type Member = NonNullable<Person['member']>;

/** A page may load our own style and script and send its forms to us; nothing else. */
export const pageShell: MiddlewareHandler<AppEnv> = async (c, next) => {
  // A form that leads on to the provider: browsers ask whether the whole way is allowed.
  const oidc = readOidc(c.env);
  const provider = oidc ? ` ${new URL(oidc.issuer).origin}` : '';
  c.header(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; ` +
      `form-action 'self'${provider}; base-uri 'none'; frame-ancestors 'none'`,
  );
  // With `no-referrer` browsers say `Origin: null` of our own forms (https://fetch.spec.whatwg.org/#origin-header).
  c.header('Referrer-Policy', 'same-origin');
  mustBeSameOrigin(c);
  await next();
};

/** Leads who is not signed in to where they can, and then back. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const person = await personOf(c);
  if (!person) {
    const { pathname, search } = new URL(c.req.url);
    const back = c.req.method === 'GET' ? `?next=${encodeURIComponent(pathname + search)}` : '';
    return c.redirect(`/account/sign-in${back}`, 303);
  }
  c.set('person', person);
  return next();
});

/** Who is signed in, if somebody is. One query. */
export async function personOf(c: Context<AppEnv>): Promise<Person | undefined> {
  const token = await sessionToken(c);
  return token ? personBySession(c.env.DB, token, Date.now()) : undefined;
}

/** Throws a 403 `Refusal` for who belongs to no organisation, or whose role may not do this. */
export function memberWho(c: Context<AppEnv>, action: Action): Member {
  const { member } = c.var.person;
  if (!member)
    throw new Refusal(
      403,
      'auth.no-organisation',
      'You belong to no organisation here any more. Ask an administrator.',
    );
  if (may(member.role, action)) return member;
  throw new Refusal(
    403,
    'auth.role',
    `Your role may not do this. Who may: ${permissions[action].roles.map((role) => roleWords[role]).join(', ')}.`,
  );
}

/** Where the member's page reads and writes, and in whose name. */
export function placeAndDoing(c: Context<AppEnv>, { orgId, id }: Member) {
  return { place: { db: c.env.DB, orgId }, by: { actor: id, now: Date.now() } };
}

/** A page of ours to go to, or the account's own: never another site. */
export function safeNext(next: string | undefined): string {
  return next && /^\/account(?:[/?][\w\-/?=&%]*)?$/.test(next) ? next : '/account';
}

/** The form, read by a schema; or in words what is wrong with it. */
export async function readForm<Schema extends v.GenericSchema>(
  c: Context<AppEnv>,
  schema: Schema,
): Promise<{ ok: true; value: v.InferOutput<Schema> } | { ok: false; message: string }> {
  // What is no form at all, such as one that was cut, is one with nothing in it.
  const form = await c.req.parseBody({ all: true }).catch(() => ({}));
  const read = v.safeParse(schema, form, { message: inWords, abortEarly: true });
  if (read.success) return { ok: true, value: read.output };
  const [{ path, message }] = read.issues;
  const field = String(path?.[0]?.key ?? 'form');
  return { ok: false, message: `${fieldWords[field] ?? field}: ${message}` };
}

/** What our script sends. Throws a 400 `Refusal` for anything else. */
export async function readJson<Schema extends v.GenericSchema>(
  c: Context<AppEnv>,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const read = v.safeParse(schema, await c.req.json<unknown>().catch(() => undefined));
  if (!read.success) throw badInput('', 'Use the button on the page; this is not what it sends.');
  return read.output;
}

const fieldWords: Readonly<Record<string, string>> = {
  email: 'E-mail address',
  name: 'Name',
  organisation: 'Organisation',
  password: 'Password',
  newPassword: 'New password',
  code: 'Code',
  scopes: 'What it may do',
  expiresInDays: 'Days',
};
