import { Hono } from 'hono';
import * as v from 'valibot';
import type { AppEnv } from '../../env.ts';
import { addressOf, countRequest } from '../../http/rate-limit.ts';
import { isFirstUse } from '../../store/access/codes.ts';
import { endSession } from '../../store/access/people.ts';
import { page } from './layout.tsx';
import { Card, Field, Notice, Submit } from './parts.tsx';
import { readForm, safeNext } from './shell.ts';
import { errorCode, loadAuth, passCookies, welcome } from './signing-in.ts';

const Code = v.object({
  code: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40)),
  kind: v.optional(v.picklist(['app', 'backup']), 'app'),
  next: v.optional(v.string()),
});

type ViewProps = { next: string; backup: boolean; problem?: string };

function view({ next, backup, problem }: ViewProps) {
  const other = `/account/second-factor?next=${encodeURIComponent(next)}${backup ? '' : '&backup=1'}`;
  return page({
    title: 'One more step',
    narrow: true,
    children: (
      <Card>
        {problem && <Notice kind="problem">{problem}</Notice>}
        <form method="post" action="/account/second-factor">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="kind" value={backup ? 'backup' : 'app'} />
          {backup ? (
            <Field
              label="Backup code"
              name="code"
              hint="One of those that you wrote down. Each works once."
              autocomplete="off"
            />
          ) : (
            <Field
              label="Code"
              name="code"
              hint="The six digits that your authenticator app shows for Heed."
              autocomplete="one-time-code"
              inputmode="numeric"
              short
            />
          )}
          <Submit>Sign in</Submit>
        </form>
        <p>
          <a href={other}>{backup ? 'Use the authenticator app' : 'Use a backup code'}</a>
        </p>
      </Card>
    ),
  });
}

const wrongCode = 'This code is not right, or no longer. Enter the one that is shown now.';
const words: Readonly<Record<string, string>> = {
  ACCOUNT_TEMPORARILY_LOCKED:
    'Too many wrong codes. Wait a quarter of an hour, then sign in again.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used already.',
};
/** The password has to be given again. */
const over = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'];

/** Between the password and being signed in, for who has an authenticator app. */
export const secondFactor = new Hono<AppEnv>()
  .get('/second-factor', (c) =>
    c.html(
      view({ next: safeNext(c.req.query('next')), backup: c.req.query('backup') !== undefined }),
    ),
  )
  .post('/second-factor', async (c) => {
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    const read = await readForm(c, Code);
    if (!read.ok)
      return c.html(view({ next: '/account', backup: false, problem: read.message }), 400);
    const { code, kind, next } = read.value;
    const backup = kind === 'backup';
    const auth = await loadAuth(c);
    const ask = { body: { code }, headers: c.req.raw.headers, asResponse: true } as const;
    const answer = backup ? await auth.api.verifyBackupCode(ask) : await auth.api.verifyTOTP(ask);
    if (answer.ok && (await isFresh(c.env.DB, answer, code))) {
      await welcome(c, answer, 'second-factor');
      return c.redirect(safeNext(next), 303);
    }
    if (answer.ok) return c.redirect('/account/sign-in', 303);
    passCookies(c, answer);
    const why = await errorCode(answer);
    if (over.includes(why)) return c.redirect('/account/sign-in', 303);
    return c.html(view({ next: safeNext(next), backup, problem: words[why] ?? wrongCode }), 401);
  });

/** A code that was used before signs nobody in: the session that it made is ended before anybody has it. */
async function isFresh(db: D1Database, answer: Response, code: string): Promise<boolean> {
  const { token, user } = await answer.clone().json<{ token: string; user: { id: string } }>();
  if (await isFirstUse(db, user.id, code, Date.now())) return true;
  await endSession(db, token);
  return false;
}
