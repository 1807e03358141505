import { Hono } from 'hono';
import { raw } from 'hono/html';
import { renderSVG } from 'uqr';
import * as v from 'valibot';
import { Name, Password } from '../../../shared/protocol/access.ts';
import { freshFor } from '../../auth/fresh.ts';
import type { AppEnv } from '../../env.ts';
import { countRequest } from '../../http/rate-limit.ts';
import { auditPerson } from '../../store/access/people.ts';
import { fresh } from './account.tsx';
import { page } from './layout.tsx';
import { Card, Field, Notice, Submit } from './parts.tsx';
import { readForm, readJson } from './shell.ts';
import { loadAuth, passCookies } from './signing-in.ts';

const Own = v.object({ password: v.pipe(v.string(), v.maxLength(128)) });
const Changing = v.object({ ...Own.entries, newPassword: Password });
const Code = v.object({ code: v.pipe(v.string(), v.trim(), v.maxLength(10)) });
const Attestation = v.object({
  response: v.custom<never>((value) => typeof value === 'object' && value !== null),
  name: Name,
});

const wrongPassword = 'This is not your password.';

type SetUpProps = { uri: string; backupCodes: readonly string[] };

function SetUp({ uri, backupCodes }: SetUpProps) {
  return (
    <>
      <Card title="1. Scan this with your authenticator app" id="scan">
        <div class="qr" role="img" aria-label="QR code; its content stands below as text">
          {raw(renderSVG(uri, { border: 1 }))}
        </div>
        <p>
          Or on this device: <a href={uri}>open the app</a>. Or type this key into it:
        </p>
        <code class="secret">{new URL(uri).searchParams.get('secret')}</code>
      </Card>
      <Card title="2. Keep these backup codes" id="backup">
        <p>Each signs you in once, should you lose the app. They are not shown again.</p>
        <ul class="codes secret">
          {backupCodes.map((code) => (
            <li>{code}</li>
          ))}
        </ul>
      </Card>
      <Card title="3. Enter the code that the app shows" id="enter">
        <ConfirmForm />
      </Card>
    </>
  );
}

function ConfirmForm() {
  return (
    <form method="post" action="/account/authenticator/confirm">
      <Field
        label="Code"
        name="code"
        hint="Six digits. Until you enter one, nothing changes."
        autocomplete="one-time-code"
        inputmode="numeric"
        short
      />
      <div class="row">
        <Submit>Switch it on</Submit>
      </div>
    </form>
  );
}

type Again = { title: string; problem: string; form?: unknown };

function problemPage(c: { var: AppEnv['Variables'] }, { title, problem }: Again, form = false) {
  return page({
    title,
    person: c.var.person,
    narrow: true,
    children: (
      <Card>
        <Notice kind="problem">{problem}</Notice>
        {form && <ConfirmForm />}
        <p>
          <a href="/account">Back to your account</a>
        </p>
      </Card>
    ),
  });
}

/** Password, authenticator app and passkeys: each change asks for what proves that it is them. */
export const credentials = new Hono<AppEnv>()
  .use('*', async (c, next) => {
    if (c.req.method === 'POST') await countRequest(c.env, 'SIGN_IN_LIMIT', c.var.person.accountId);
    await next();
  })
  .post('/password', async (c) => {
    const title = 'Password';
    const read = await readForm(c, Changing);
    if (!read.ok) return c.html(problemPage(c, { title, problem: read.message }), 400);
    const { password: currentPassword, newPassword } = read.value;
    const auth = await loadAuth(c);
    const answer = await auth.api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: true },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) return c.html(problemPage(c, { title, problem: wrongPassword }), 401);
    passCookies(c, answer);
    await auditPerson(c.env.DB, c.var.person, 'account.password-changed', Date.now());
    return c.redirect('/account?done=password', 303);
  })
  .post('/authenticator', async (c) => {
    const title = 'Authenticator app';
    const read = await readForm(c, Own);
    if (!read.ok) return c.html(problemPage(c, { title, problem: read.message }), 400);
    const auth = await loadAuth(c);
    const answer = await auth.api.enableTwoFactor({
      body: { password: read.value.password, method: 'totp' },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) return c.html(problemPage(c, { title, problem: wrongPassword }), 401);
    const { totpURI: uri, backupCodes } = await answer.json<{
      totpURI: string;
      backupCodes: string[];
    }>();
    return c.html(
      page({
        title: 'Set up your authenticator app',
        person: c.var.person,
        narrow: true,
        children: <SetUp uri={uri} backupCodes={backupCodes} />,
      }),
    );
  })
  .post('/authenticator/confirm', async (c) => {
    const title = 'Set up your authenticator app';
    const problem = 'This code is not right, or no longer. Enter the one that is shown now.';
    const read = await readForm(c, Code);
    const auth = await loadAuth(c);
    const answer = await auth.api.verifyTOTP({
      body: { code: read.ok ? read.value.code : '' },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) return c.html(problemPage(c, { title, problem }, true), 401);
    passCookies(c, answer);
    await auditPerson(c.env.DB, c.var.person, 'account.authenticator-on', Date.now());
    return c.redirect('/account?done=authenticator-on', 303);
  })
  .post('/authenticator/off', async (c) => {
    const title = 'Authenticator app';
    const read = await readForm(c, Own);
    if (!read.ok) return c.html(problemPage(c, { title, problem: read.message }), 400);
    const auth = await loadAuth(c);
    const answer = await auth.api.disableTwoFactor({
      body: read.value,
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) return c.html(problemPage(c, { title, problem: wrongPassword }), 401);
    passCookies(c, answer);
    await auditPerson(c.env.DB, c.var.person, 'account.authenticator-off', Date.now());
    return c.redirect('/account?done=authenticator-off', 303);
  })
  .post('/passkeys/options', fresh(freshFor), async (c) => {
    const auth = await loadAuth(c);
    const { headers } = c.req.raw;
    const answer = await auth.api.generatePasskeyRegistrationOptions({ headers, asResponse: true });
    passCookies(c, answer);
    return c.json(await answer.json(), 200);
  })
  .post('/passkeys', fresh(freshFor), async (c) => {
    const { response, name } = await readJson(c, Attestation);
    const auth = await loadAuth(c);
    const answer = await auth.api.verifyPasskeyRegistration({
      body: { response, name },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (!answer.ok) {
      const message = 'The browser’s answer could not be verified. Try again.';
      return c.json({ error: { code: 'auth.passkey', message, requestId: c.var.requestId } }, 400);
    }
    await auditPerson(c.env.DB, c.var.person, 'account.passkey-added', Date.now());
    return c.json({}, 200);
  })
  .post('/passkeys/:id/remove', async (c) => {
    const auth = await loadAuth(c);
    const answer = await auth.api.deletePasskey({
      body: { id: c.req.param('id') },
      headers: c.req.raw.headers,
      asResponse: true,
    });
    if (answer.ok) await auditPerson(c.env.DB, c.var.person, 'account.passkey-removed', Date.now());
    return c.redirect('/account?done=passkey-removed', 303);
  });
