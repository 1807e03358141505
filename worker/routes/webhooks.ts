import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import {
  Webhook,
  WebhookList,
  WebhookMade,
  WebhookRequest,
  WebhookSecret,
} from '../../shared/protocol/webhooks.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { badInput, Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { scopeFor } from '../store/scope-for.ts';
import type { Scope } from '../store/scope.ts';
import { messageCounts } from '../store/webhooks-log.ts';
import type { Endpoint, EndpointDraft } from '../store/webhooks.ts';
import {
  changeEndpoint,
  changeSecrets,
  createEndpoint,
  findEndpoint,
  listEndpoints,
  removeEndpoint,
} from '../store/webhooks.ts';
import { whyNotAllowed } from '../webhooks/address.ts';
import { endpointAnswer } from '../webhooks/answer.ts';
import { newSecret, rotated } from '../webhooks/secrets.ts';
import type { WebhookType } from '../webhooks/types.ts';
import { doesOf, webhookTypes } from '../webhooks/types.ts';

const Params = v.object({ id: v.string() });
const noSuch = { 404: 'The organisation has no such webhook.' };

/** Other systems that are told what happens. Their messages are in webhook-messages.ts. */
export const webhooks = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'webhooks.list',
      summary: 'Whom is told what, and what there is to tell',
      answers: { 200: { says: 'All webhooks.', schema: WebhookList } },
    }),
    allow('webhooks.manage'),
    async (c) => {
      const scope = await scopeOf(c);
      const [all, counts] = await Promise.all([listEndpoints(scope), messageCounts(scope)]);
      const endpoints = all.map((each) => endpointAnswer(each, counts.get(each.id)));
      const types = webhookTypes.map((type) => ({ type, does: doesOf(type) }));
      return c.json({ endpoints, types }, 200);
    },
  )
  .post(
    '/',
    operation({
      id: 'webhooks.create',
      summary: 'Have another system told what happens',
      details:
        'Messages are signed by Standard Webhooks (standardwebhooks.com). This answer is the only one that shows ' +
        'the secret. What happened before is not told.',
      answers: { 200: { says: 'Made.', schema: WebhookMade } },
      refuses: { 409: 'There are as many webhooks as there may be.' },
    }),
    allow('webhooks.manage'),
    validate('json', WebhookRequest),
    async (c) => {
      const draft = checked(c, c.req.valid('json'));
      const secret = newSecret();
      const made = await createEndpoint(await scopeOf(c), draft, secret, by(c));
      if (!made)
        throw new Refusal(
          409,
          'webhooks.too-many',
          'There are 20 webhooks, as many as there may be. Remove one that is not used.',
        );
      return c.json({ ...endpointAnswer(made), secret }, 200);
    },
  )
  .get(
    '/:id',
    operation({
      id: 'webhooks.get',
      summary: 'One webhook',
      answers: { 200: { says: 'The webhook.', schema: Webhook } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const endpoint = await mustFindEndpoint(scope, c.req.valid('param').id);
      const counts = await messageCounts(scope);
      return c.json(endpointAnswer(endpoint, counts.get(endpoint.id)), 200);
    },
  )
  .put(
    '/:id',
    operation({
      id: 'webhooks.change',
      summary: 'Change a webhook, or switch it on again',
      details: 'A webhook that was switched off is on again, and what has waited for it goes out.',
      answers: { 200: { says: 'Changed.', schema: Webhook } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    validate('json', WebhookRequest),
    async (c) => {
      const scope = await scopeOf(c);
      const endpoint = await mustFindEndpoint(scope, c.req.valid('param').id);
      const draft = checked(c, c.req.valid('json'));
      const changed = await changeEndpoint(scope, endpoint, draft, by(c));
      const counts = await messageCounts(scope);
      return c.json(endpointAnswer(changed, counts.get(changed.id)), 200);
    },
  )
  .delete(
    '/:id',
    operation({
      id: 'webhooks.remove',
      summary: 'Remove a webhook, with its messages',
      answers: { 204: { says: 'Removed.' } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    async (c) => {
      const { id } = c.req.valid('param');
      if (!(await removeEndpoint(await scopeOf(c), id, by(c)))) throw unknown;
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/secret',
    operation({
      id: 'webhooks.rotate',
      summary: 'Make a new signing secret',
      details:
        'For a day messages carry a signature by each of the two, so that the receiver can change over in between.',
      answers: { 200: { says: 'Made; shown only now.', schema: WebhookSecret } },
      refuses: noSuch,
    }),
    allow('webhooks.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const { id, secrets } = await mustFindEndpoint(scope, c.req.valid('param').id);
      const who = by(c);
      const secret = newSecret();
      const all = rotated(secrets, secret, who.now);
      await changeSecrets(scope, id, all, who);
      return c.json({ secret, bothUntil: toIso(all[1]?.until ?? who.now) }, 200);
    },
  );

const scopeOf = (c: Context<AppEnv>): Promise<Scope> => scopeFor(c.env, c.var.member.orgId);
const by = (c: Context<AppEnv>) => ({ actor: c.var.member.actor, now: Date.now() });
const unknown = new Refusal(404, 'webhooks.not-found', 'There is no such webhook.');

export async function mustFindEndpoint(scope: Scope, id: string): Promise<Endpoint> {
  const found = await findEndpoint(scope, id);
  if (!found) throw unknown;
  return found;
}

function checked(
  c: Context<AppEnv>,
  { types, ...draft }: v.InferOutput<typeof WebhookRequest>,
): EndpointDraft {
  const why = whyNotAllowed(draft.url, { allowLocal: c.env.DEVELOPMENT === '1' });
  if (why) throw badInput('url', why);
  if (!types.every(isType)) throw badInput('types', `must be some of ${webhookTypes.join(', ')}.`);
  return { ...draft, types: [...new Set(types)] };
}

function isType(text: string): text is WebhookType {
  return (webhookTypes as readonly string[]).includes(text);
}
