import type { Context } from 'hono';
import { Hono } from 'hono';
import icon from '../../../extension/public/icon/heed.svg';
import baseStyle from '../../../extension/ui/base.css';
import tokens from '../../../extension/ui/tokens.css';
import type { AppEnv } from '../../env.ts';
import { Refusal } from '../../errors.ts';
import { onError } from '../../http/on-error.ts';
import { account } from './account.tsx';
import style from './account.css';
import { credentials } from './credentials.tsx';
import { device } from './device.tsx';
import { keys } from './keys.tsx';
import { page } from './layout.tsx';
import { link } from './link.tsx';
import { members } from './members.tsx';
import script from './passkey.client.js';
import { Card, Notice } from './parts.tsx';
import { secondFactor } from './second-factor.tsx';
import { pageShell, signedIn } from './shell.ts';
import { providerCallback, signIn } from './sign-in.tsx';

/** Signing in, one's account, members and keys: pages that work without script, but for passkeys. */
export const accountPages = new Hono<AppEnv>()
  .get('/style.css', (c) =>
    c.body(tokens + baseStyle + style, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  )
  .get('/passkey.js', (c) =>
    c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
  .get('/icon.svg', (c) => c.body(icon, 200, { 'Content-Type': 'image/svg+xml' }))
  .use(pageShell)
  .route('/', signIn)
  .route('/', secondFactor)
  .route('/', link)
  .use(signedIn)
  .route('/', account)
  .route('/', credentials)
  .route('/', device)
  .route('/', members)
  .route('/', keys)
  .get('*', () => {
    throw new Refusal(404, 'route.unknown', 'There is nothing at this address.');
  });

accountPages.onError(inWords);

/** Mounted where better-auth has told the provider to send people back to. */
export const authCallback = new Hono<AppEnv>().use(pageShell).route('/', providerCallback);

authCallback.onError(inWords);

/** A refusal as a page; for a script of ours, as the API gives it. */
async function inWords(error: Error, c: Context<AppEnv>): Promise<Response> {
  const answer = onError(error, c);
  if (c.req.header('Content-Type')?.startsWith('application/json')) return answer;
  const words =
    error instanceof Refusal
      ? error.message
      : `Something went wrong on our side; nothing was changed. If it stays, quote ${c.var.requestId}.`;
  const children = (
    <Card>
      <Notice kind="problem">{words}</Notice>
      <p>
        <a href="/account">Back to your account</a>
      </p>
    </Card>
  );
  const { status, headers } = answer;
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const body = String(await page({ title: 'That did not work', narrow: true, children }));
  return new Response(body, { status, headers });
}
