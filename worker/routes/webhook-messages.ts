import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import {
  messageStates,
  WebhookMessage,
  WebhookMessages,
  WebhookResent,
  WebhookTest,
} from '../../shared/protocol/webhooks.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { limit } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import { scopeFor } from '../store/scope-for.ts';
import type { Scope } from '../store/scope.ts';
import { messagePage, messageWithAttempts, sendAgain } from '../store/webhooks-log.ts';
import { queueTest } from '../store/webhooks-outbox.ts';
import { messageAnswer, messageWithTries } from '../webhooks/answer.ts';
import { mustFindEndpoint } from './webhooks.ts';

const Params = v.object({ id: v.string() });
const MessageParams = v.object({ id: v.string(), message: v.string() });
const Query = v.object({
  state: v.optional(v.picklist(messageStates), 'dead'),
  before: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}\.msg_[0-9a-f]{32}$/, 'must be the `next` of a page.'),
      v.transform((text) => {
        const [createdAt, id] = text.split('.') as [string, string];
        return { createdAt: Number(createdAt), id };
      }),
    ),
  ),
  limit: limit({ usual: 50, most: 200 }),
});
const noSuch = { 404: 'The webhook has no such message, or the organisation no such webhook.' };

/** What was told, what waits and what never arrived. */
export const webhookMessages = new Hono<AppEnv>()
  .post(
    '/:id/test',
    operation({
      id: 'webhooks.test',
      summary: 'Send a message of type `webhook.test`',
      answers: { 200: { says: 'On its way.', schema: WebhookTest } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const { id } = await mustFindEndpoint(scope, c.req.valid('param').id);
      return c.json({ id: await queueTest(scope, id, Date.now()) }, 200);
    },
  )
  .get(
    '/:id/messages',
    operation({
      id: 'webhooks.messages',
      summary: 'A webhook’s messages: dead, waiting or delivered',
      details: 'Delivered ones are kept for 30 days, dead ones for 90.',
      answers: { 200: { says: 'A page, newest first.', schema: WebhookMessages } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    validate('query', Query),
    async (c) => {
      const { state, before, limit: most } = c.req.valid('query');
      const scope = await scopeOf(c);
      const { id } = await mustFindEndpoint(scope, c.req.valid('param').id);
      const found = await messagePage(scope, id, { state, before, limit: most + 1 });
      const page = found.slice(0, most);
      const last = found.length > most ? page.at(-1) : undefined;
      const next = last ? `${last.createdAt}.${last.id}` : null;
      return c.json({ messages: page.map(messageAnswer), next }, 200);
    },
  )
  .get(
    '/:id/messages/:message',
    operation({
      id: 'webhooks.message',
      summary: 'One message, with every attempt to deliver it',
      answers: { 200: { says: 'The message.', schema: WebhookMessage } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', MessageParams),
    async (c) => {
      const { id, message } = c.req.valid('param');
      const found = await messageWithAttempts(await scopeOf(c), id, message);
      if (!found) throw unknown;
      return c.json(messageWithTries(found.message, found.attempts), 200);
    },
  )
  .post(
    '/:id/messages/:message/resend',
    operation({
      id: 'webhooks.resend',
      summary: 'Send a message again',
      details: 'It keeps its id, by which the receiver knows whether it has had it.',
      answers: { 200: { says: 'It is tried anew.', schema: WebhookResent } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', MessageParams),
    async (c) => {
      const { id, message } = c.req.valid('param');
      const resent = await sendAgain(await scopeOf(c), id, Date.now(), message);
      if (resent === 0) throw unknown;
      return c.json({ resent }, 200);
    },
  )
  .post(
    '/:id/resend-dead',
    operation({
      id: 'webhooks.resend-dead',
      summary: 'Send everything again that never arrived',
      answers: { 200: { says: 'All of it is tried anew.', schema: WebhookResent } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const { id } = await mustFindEndpoint(scope, c.req.valid('param').id);
      return c.json({ resent: await sendAgain(scope, id, Date.now()) }, 200);
    },
  );

const scopeOf = (c: Context<AppEnv>): Promise<Scope> => scopeFor(c.env, c.var.member.orgId);
const unknown = new Refusal(404, 'webhooks.no-such-message', 'There is no such message.');
