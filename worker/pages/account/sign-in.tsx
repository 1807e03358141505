import { Hono } from 'hono';
import * as v from 'valibot';
import { providerId, readOidc } from '../../auth/oidc.ts';
import type { AppEnv } from '../../env.ts';
import { Refusal } from '../../errors.ts';
import { addressOf, countRequest } from '../../http/rate-limit.ts';
import { auditFailedSignIn } from '../../store/access/people.ts';
import { page } from './layout.tsx';
import { Card, Field, Notice, Submit } from './parts.tsx';
import { personOf, readForm, readJson, safeNext } from './shell.ts';
import { errorCode, loadAuth, passCookies, welcome } from './signing-in.ts';

const Credentials = v.object({
  email: v.pipe(v.string(), v.trim(), v.maxLength(254)),
  password: v.pipe(v.string(), v.maxLength(128)),
  next: v.optional(v.string()),
});
const Onward = v.object({ next: v.optional(v.string()) });
/** Its form is the library's to judge. */
const Assertion = v.object({
  response: v.custom<never>((value) => typeof value === 'object' && value !== null),
  next: v.optional(v.string()),
});

/** What the round trip to the provider ended with, in words. */
const providerWords: Readonly<Record<string, string>> = {
  domain: 'Your address is not one that may sign in this way.',
  organisation: 'There is no organisation here that you could belong to. Ask for an invitation.',
};
const providerFailed = 'Signing in with your organisation did not work. Try again.';

const notConfigured = new Refusal(404, 'route.unknown', 'There is nothing at this address.');

type ViewProps = { next: string; email?: string; problem?: string | undefined; oidc: boolean };

function view({ next, email, problem, oidc }: ViewProps) {
  return page({
    title: 'Sign in',
    narrow: true,
    children: (
      <Card>
        {problem && <Notice kind="problem">{problem}</Notice>}
        <form method="post" action="/account/sign-in">
          <input type="hidden" name="next" value={next} />
          <Field
            label="E-mail address"
            name="email"
            type="email"
            autocomplete="username webauthn"
            value={email}
          />
          <Field label="Password" name="password" type="password" autocomplete="current-password" />
          <Submit>Sign in</Submit>
        </form>
        <div class="notice notice-problem" id="passkey-says" role="alert" hidden></div>
        <button
          type="button"
          class="button button-secondary"
          data-passkey="use"
          data-says="passkey-says"
          data-next={next}
          hidden
        >
          Sign in with a passkey
        </button>
        {oidc && (
          <form method="post" action="/account/sign-in/organisation">
            <input type="hidden" name="next" value={next} />
            <Submit kind="secondary">Sign in with your organisation</Submit>
          </form>
        )}
        <p>
          No account yet, or locked out? An administrator of your organisation can give you a link.
        </p>
      </Card>
    ),
  });
}

export const signIn = new Hono<AppEnv>()
  .get('/sign-in', async (c) => {
    const next = safeNext(c.req.query('next'));
    if (await personOf(c)) return c.redirect(next, 303);
    const error = c.req.query('error');
    const problem = error && (providerWords[error] ?? providerFailed);
    return c.html(view({ next, problem, oidc: readOidc(c.env) !== undefined }));
  })
  .post('/sign-in', async (c) => {
    const read = await readForm(c, Credentials);
    const { email = '', password = '', next } = read.ok ? read.value : {};
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    await countRequest(c.env, 'SIGN_IN_LIMIT', `account ${email.toLowerCase()}`);
    const auth = await loadAuth(c);
    const answer = await auth.api.signInEmail({
      body: { email, password },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) {
      await auditFailedSignIn(c.env.DB, email.toLowerCase(), Date.now());
      const again = { next: safeNext(next), email, oidc: readOidc(c.env) !== undefined };
      // One answer whether or not there is such an account.
      return c.html(
        view({ ...again, problem: 'This address and password do not go together.' }),
        401,
      );
    }
    const { twoFactorRedirect } = await answer.clone().json<{ twoFactorRedirect?: boolean }>();
    if (twoFactorRedirect) {
      passCookies(c, answer);
      return c.redirect(`/account/second-factor?next=${encodeURIComponent(safeNext(next))}`, 303);
    }
    await welcome(c, answer, 'password');
    return c.redirect(safeNext(next), 303);
  })
  .post('/passkey/options', async (c) => {
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    const auth = await loadAuth(c);
    const { headers } = c.req.raw;
    const answer = await auth.api.generatePasskeyAuthenticationOptions({
      headers,
      asResponse: true,
    });
    passCookies(c, answer);
    return c.json(await answer.json(), 200);
  })
  .post('/passkey', async (c) => {
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    const { response, next } = await readJson(c, Assertion);
    const auth = await loadAuth(c);
    const answer = await auth.api.verifyPasskeyAuthentication({
      body: { response },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) {
      const code = `auth.${(await errorCode(answer)).toLowerCase().replaceAll('_', '-')}`;
      const message = 'This passkey is not known here (any more). Sign in another way.';
      return c.json({ error: { code, message, requestId: c.var.requestId } }, 401);
    }
    await welcome(c, answer, 'passkey');
    return c.json({ next: safeNext(next) }, 200);
  })
  .post('/sign-in/organisation', async (c) => {
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    const oidc = readOidc(c.env);
    if (!oidc) throw notConfigured;
    const read = await readForm(c, Onward);
    const next = read.ok ? read.value.next : undefined;
    const auth = await loadAuth(c, oidc);
    const answer = await auth.api.signInSocial({
      body: {
        provider: providerId,
        callbackURL: safeNext(next),
        errorCallbackURL: '/account/sign-in',
      },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    const { url } = await answer.clone().json<{ url?: string }>();
    if (!answer.ok || !url) return c.redirect('/account/sign-in?error=provider', 303);
    passCookies(c, answer);
    return c.redirect(url, 303);
  });

/**
 * Where the provider sends people back to. A GET that signs in: the protocol has no other way (OpenID
 * Connect Core 3.1.2.5), and it does so once, for the browser that set out and holds its cookie.
 */
export const providerCallback = new Hono<AppEnv>().get(`/callback/${providerId}`, async (c) => {
  await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
  const oidc = readOidc(c.env);
  if (!oidc) throw notConfigured;
  const auth = await loadAuth(c, oidc);
  const answer = await auth.handler(c.req.raw);
  const to = answer.headers.get('Location') ?? '/account/sign-in?error=provider';
  await welcome(c, answer, 'oidc');
  return c.redirect(to, 303);
});
