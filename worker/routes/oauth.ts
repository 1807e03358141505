import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as v from 'valibot';
import { showUserCode } from '../../shared/access/user-code.ts';
import type { DeviceCodes } from '../../shared/protocol/access.ts';
import { deviceClient, Name } from '../../shared/protocol/access.ts';
import type { AppEnv } from '../env.ts';
import { operation } from '../http/operation.ts';
import { addressOf, countRequest } from '../http/rate-limit.ts';
import {
  pollDevice,
  pollingInterval,
  requestDevice,
  requestLasts,
} from '../store/access/device-requests.ts';

/*
 * Device authorisation (RFC 8628): how a browser is connected. It shows a code; a member, signed in
 * wherever they like, reads it there and approves it at /account/device; the browser, which asks again and
 * again meanwhile, gets a credential of its own. Bodies and errors are those of OAuth, not of our API.
 */

const DeviceRequest = v.object({ client_id: v.string(), device_name: Name });
const TokenRequest = v.object({
  client_id: v.string(),
  grant_type: v.string(),
  device_code: v.pipe(v.string(), v.maxLength(200)),
});

const DeviceCode = v.strictObject({
  device_code: v.string(),
  user_code: v.string(),
  verification_uri: v.string(),
  verification_uri_complete: v.string(),
  expires_in: v.number(),
  interval: v.number(),
});
const DeviceToken = v.strictObject({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.number(),
});
const OAuthError = v.strictObject({ error: v.string(), error_description: v.string() });
const oauthErrors = {
  400: {
    says: 'Refused, or not yet: `error` is one of RFC 8628 3.5 or RFC 6749 5.2.',
    schema: OAuthError,
  },
  401: { says: 'Another client than `heed-extension`.', schema: OAuthError },
};
const tooMany = 'Too many requests in a minute from this address.';

export const oauth = new Hono<AppEnv>()
  .post(
    '/device_authorization',
    operation({
      id: 'oauth.device-authorization',
      summary: 'Ask for a code by which a member connects this browser',
      details:
        'RFC 8628. Send `client_id` and `device_name` as a form; show the code, and ask `/oauth/token` until somebody approved it.',
      reads: ['application/x-www-form-urlencoded'],
      answers: { 200: { says: 'The code.', schema: DeviceCode }, ...oauthErrors },
      refuses: { 429: tooMany },
    }),
    async (c) => {
      await countRequest(c.env, 'GUEST_LIMIT', addressOf(c));
      const read = v.safeParse(DeviceRequest, await form(c));
      if (!read.success)
        return refuse(c, 'invalid_request', 'Send client_id and device_name as a form.');
      if (read.output.client_id !== deviceClient.client_id)
        return refuse(c, 'invalid_client', unknownClient);
      const made = await requestDevice(c.env.DB, read.output.device_name, Date.now());
      const page = new URL('/account/device', c.req.url);
      const complete = new URL(page);
      complete.searchParams.set('code', showUserCode(made.userCode));
      const answer: v.InferOutput<typeof DeviceCodes> = {
        device_code: made.deviceCode,
        user_code: showUserCode(made.userCode),
        verification_uri: page.href,
        verification_uri_complete: complete.href,
        expires_in: requestLasts,
        interval: pollingInterval,
      };
      return c.json(answer, 200);
    },
  )
  .post(
    '/token',
    operation({
      id: 'oauth.token',
      summary: 'Fetch the token of a browser, once a member approved it',
      details: 'RFC 8628. Send `client_id`, `grant_type` and `device_code` as a form.',
      reads: ['application/x-www-form-urlencoded'],
      answers: {
        200: { says: 'The token; it is not given again.', schema: DeviceToken },
        ...oauthErrors,
      },
      refuses: { 429: tooMany },
    }),
    async (c) => {
      await countRequest(c.env, 'GUEST_LIMIT', addressOf(c));
      const read = v.safeParse(TokenRequest, await form(c));
      if (!read.success)
        return refuse(
          c,
          'invalid_request',
          'Send client_id, grant_type and device_code as a form.',
        );
      if (read.output.client_id !== deviceClient.client_id)
        return refuse(c, 'invalid_client', unknownClient);
      if (read.output.grant_type !== deviceClient.grant_type)
        return refuse(
          c,
          'unsupported_grant_type',
          `Only ${deviceClient.grant_type} is known here.`,
        );
      const polled = await pollDevice(c.env.DB, read.output.device_code, Date.now());
      if (typeof polled === 'string') return refuse(c, polled, waiting[polled]);
      const { token, expiresAt } = polled;
      const expiresIn = Math.floor((expiresAt - Date.now()) / 1000);
      return c.json({ access_token: token, token_type: 'Bearer', expires_in: expiresIn }, 200);
    },
  );

const unknownClient = `The only client is ${deviceClient.client_id}.`;

const waiting = {
  authorization_pending: 'Nobody has approved the code yet. Ask again after the interval.',
  slow_down: 'You ask too often. Add five seconds to the interval.',
  access_denied: 'The code was refused, or whoever approved it has left.',
  expired_token: 'The code is not valid (any more). Begin anew.',
} as const;

/** An empty object for a body that is no form. */
async function form(c: Context<AppEnv>): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) return {};
  return Object.fromEntries(new URLSearchParams(await c.req.text()));
}

/** RFC 6749 5.2. */
function refuse(c: Context<AppEnv>, error: string, description: string) {
  const status: ContentfulStatusCode = error === 'invalid_client' ? 401 : 400;
  return c.json({ error, error_description: description }, status);
}
