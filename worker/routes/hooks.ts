import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { HookAnswer } from '../../shared/protocol/providers.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { providers } from '../hooks/index.ts';
import type { Delivery } from '../hooks/provider.ts';
import type { Received } from '../hooks/receive.ts';
import { receive } from '../hooks/receive.ts';
import { operation } from '../http/operation.ts';
import { addressOf, countRequest } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import type { Addressed } from '../store/providers.ts';
import { connectionAt } from '../store/providers.ts';
import { deliverSoon } from '../webhooks/soon.ts';

/** SendGrid and Mandrill send batches of a thousand and more; a refused one would be lost with every no in it. */
export const maxHookBody = 8 * 1024 * 1024;

const Params = v.object({ provider: v.string(), connection: v.string() });
type HookEnv = {
  Bindings: AppEnv['Bindings'];
  Variables: AppEnv['Variables'] & { hook: Addressed };
};

/**
 * Before a byte of the body is read: who does not know an address sends nothing. Counted by sender as well
 * as by connection, so that nobody who has seen an address can use up what the provider may. Too much is
 * answered so that the provider tries again, which not all of them do after a 429.
 */
const findConnection = createMiddleware<HookEnv, '/:provider/:connection'>(async (c, next) => {
  const { provider, connection } = c.req.param();
  const found = await connectionAt(c.env, provider, connection);
  if (found)
    await countRequest(c.env, 'API_LIMIT', `${found.connection.id} ${addressOf(c)}`).catch(
      laterTo(found),
    );
  else {
    await countRequest(c.env, 'GUEST_LIMIT', addressOf(c));
    throw new Refusal(
      404,
      'hooks.unknown-address',
      'No connection has this address (any more). Copy it from the connection in Heed, to the letter.',
    );
  }
  c.set('hook', found);
  await next();
});

function laterTo({ connection: { provider } }: Addressed) {
  return (error: unknown): never => {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(providers[provider].tryLater, error.code, error.message);
  };
}

const limitHookBody = bodyLimit({
  maxSize: maxHookBody,
  onError: () => {
    throw new Refusal(413, 'input.too-large', 'The body is over 8 MiB; send smaller batches.');
  },
});

/** Where e-mail providers and CRMs report to. */
export const hooks = new Hono<HookEnv>()
  .get(
    '/:provider/:connection',
    operation({
      id: 'hooks.try',
      summary: 'For providers that try an address before they use it; changes nothing',
      answers: { 200: { says: 'There is such a connection.', schema: HookAnswer } },
      refuses: {
        401: 'The address lacks its key, or has another.',
        404: 'There is none.',
        429: 'Brevo only: too many in a minute.',
        503: 'Too many in a minute.',
      },
    }),
    validate('param', Params),
    findConnection,
    async (c) => {
      const { connection } = c.var.hook;
      // Mailchimp's secret stands in the address: whoever pasted it wrongly hears so at once.
      if (connection.provider === 'mailchimp') {
        const trial = await providers.mailchimp.verify(
          deliveryOf(c, new ArrayBuffer()),
          connection,
        );
        if (trial.refused) throw refusal(c, { taken: false, because: trial.refused, later: false });
      }
      return c.json({ recorded: 0, unread: 0 }, 200);
    },
  )
  .post(
    '/:provider/:connection',
    operation({
      id: 'hooks.receive',
      summary: 'A provider’s report of bounces, complaints and opt-outs',
      details:
        'Known by the provider’s signature or, where it signs nothing, by a secret. Sent again, a report changes nothing more.',
      reads: ['application/json', 'application/x-www-form-urlencoded', 'text/plain'],
      answers: { 200: { says: 'Taken; it need not be sent again.', schema: HookAnswer } },
      refuses: {
        400: 'The body is not what the provider sends.',
        401: 'It is not known to be the provider’s.',
        404: 'No connection has this address.',
        413: 'The body is over 8 MiB.',
        429: 'Brevo only: to be sent again later.',
        503: 'To be sent again later: keys are missing, somebody outside did not answer, or it was too much in a minute.',
      },
    }),
    validate('param', Params),
    findConnection,
    limitHookBody,
    async (c) => {
      const received = await receive(c.var.hook, deliveryOf(c, await c.req.arrayBuffer()));
      if (!received.taken) throw refusal(c, received);
      const { recorded, unread } = received;
      deliverSoon(c, c.var.hook.scope.orgId);
      return c.json({ recorded, unread }, 200);
    },
  );

function deliveryOf(c: Context<HookEnv>, body: ArrayBuffer): Delivery {
  const { url, headers } = c.req.raw;
  return { url, headers, body: new Uint8Array(body), now: Date.now() };
}

const says: Record<Extract<Received, { taken: false }>['because'], string> = {
  missing: 'What the provider proves itself with is missing.',
  wrong: 'The signature or secret is not the one of this connection.',
  old: 'It was signed too long ago, or in the future. Check the clocks.',
  replayed: 'Its token has come before, with another body.',
  'other-source': 'It comes from another topic than the one of this connection.',
  'not-ready': 'This connection has no keys yet. Give them to Heed, then send it again.',
  malformed: 'The body is not what the provider sends.',
  later: 'Somebody who was to be asked did not answer. Send it again.',
};

function refusal(
  c: Context<HookEnv>,
  { because, later }: Extract<Received, { taken: false }>,
): Refusal {
  const { tryLater } = providers[c.var.hook.connection.provider];
  // Brevo gives a report up at any other refusal than 429, and a mistaken secret can still be mended.
  const status = later || tryLater === 429 ? tryLater : because === 'malformed' ? 400 : 401;
  return new Refusal(status, `hooks.${because}`, says[because]);
}
