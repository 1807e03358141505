import type { Context } from 'hono';
import { Hono } from 'hono';
import * as v from 'valibot';
import {
  ProviderChange,
  ProviderConnection,
  ProviderList,
  ProviderMade,
  ProviderRequest,
  UnreadList,
} from '../../shared/protocol/providers.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { connectionAnswer, unreadAnswer } from '../hooks/answer.ts';
import { checkDraft, madeSecrets } from '../hooks/draft.ts';
import { isProvider, providerIds, setups } from '../hooks/setup.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { countsOf, unreadOf } from '../store/provider-reports.ts';
import type { ProviderConnection as Kept } from '../store/providers.ts';
import {
  changeConnection,
  createConnection,
  findConnection,
  listConnections,
  removeConnection,
} from '../store/providers.ts';
import type { Scope } from '../store/scope.ts';
import { scopeFor } from '../store/scope-for.ts';

const Params = v.object({ id: v.string() });
const noSuch = { 404: 'The organisation has no such connection.' };
const mostUnread = 500;

/** Connections to the e-mail providers and CRMs that report opt-outs and bounces. */
export const providers = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'providers.list',
      summary: 'Connections to providers, and how each provider is set up',
      answers: { 200: { says: 'All of them.', schema: ProviderList } },
    }),
    allow('providers.manage'),
    async (c) => {
      const scope = await scopeOf(c);
      const [connections, counts] = await Promise.all([listConnections(scope), countsOf(scope)]);
      return c.json(
        {
          connections: connections.map((each) =>
            connectionAnswer(originOf(c), each, counts.get(each.id)),
          ),
          kinds: providerIds.map((provider) => ({ provider, ...setups[provider] })),
        },
        200,
      );
    },
  )
  .post(
    '/',
    operation({
      id: 'providers.connect',
      summary: 'Make a connection to a provider',
      details:
        'Where Heed makes the password, this answer is the only one that shows it. Keys that the provider shows only ' +
        'once its webhook exists can be given later; until then the provider is asked to try again.',
      answers: { 200: { says: 'Made.', schema: ProviderMade } },
      refuses: { 409: 'There are as many connections as there may be.' },
    }),
    allow('providers.manage'),
    validate('json', ProviderRequest),
    async (c) => {
      const { provider, ...asked } = c.req.valid('json');
      const scope = await scopeOf(c);
      if (!isProvider(provider))
        throw new Refusal(
          400,
          'providers.unknown',
          `provider: must be one of ${providerIds.join(', ')}.`,
        );
      const made = madeSecrets(provider);
      const draft = await checkDraft(provider, asked, made);
      const connection = await createConnection(scope, provider, draft, by(c));
      if (!connection)
        throw new Refusal(
          409,
          'providers.too-many',
          'There are 100 connections, as many as there may be. Remove one that is not used.',
        );
      return c.json(
        { ...connectionAnswer(originOf(c), connection), password: made['password'] ?? null },
        200,
      );
    },
  )
  .get(
    '/:id',
    operation({
      id: 'providers.get',
      summary: 'One connection',
      answers: { 200: { says: 'The connection.', schema: ProviderConnection } },
      refuses: noSuch,
    }),
    allow('providers.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const connection = await mustFind(scope, c.req.valid('param').id);
      const counts = await countsOf(scope);
      return c.json(connectionAnswer(originOf(c), connection, counts.get(connection.id)), 200);
    },
  )
  .put(
    '/:id',
    operation({
      id: 'providers.change',
      summary: 'Change a connection’s name, lists, topic or keys',
      answers: { 200: { says: 'Changed.', schema: ProviderMade } },
      refuses: noSuch,
    }),
    allow('providers.manage'),
    validate('param', Params),
    validate('json', ProviderChange),
    async (c) => {
      const scope = await scopeOf(c);
      const connection = await mustFind(scope, c.req.valid('param').id);
      const { newPassword, ...asked } = c.req.valid('json');
      const made = newPassword ? madeSecrets(connection.provider) : {};
      const kept = { ...connection.secrets, ...made };
      const draft = await checkDraft(connection.provider, asked, kept);
      const changed = await changeConnection(scope, connection, draft, by(c));
      const counts = await countsOf(scope);
      const answer = connectionAnswer(originOf(c), changed, counts.get(changed.id));
      return c.json({ ...answer, password: made['password'] ?? null }, 200);
    },
  )
  .delete(
    '/:id',
    operation({
      id: 'providers.remove',
      summary: 'Remove a connection',
      details: 'Its address is gone and its keys are deleted; what it recorded stays.',
      answers: { 204: { says: 'Removed.' } },
      refuses: noSuch,
    }),
    allow('providers.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      if (!(await removeConnection(scope, c.req.valid('param').id, by(c)))) throw unknown;
      return c.body(null, 204);
    },
  )
  .get(
    '/:id/unread',
    operation({
      id: 'providers.unread',
      summary: 'Reports that may carry a no and could not be read',
      details:
        'The latest first, at most 500, with what to do about each kind. Nothing of their text is kept.',
      answers: { 200: { says: 'What could not be read.', schema: UnreadList } },
      refuses: noSuch,
    }),
    allow('providers.manage'),
    validate('param', Params),
    async (c) => {
      const scope = await scopeOf(c);
      const { id } = await mustFind(scope, c.req.valid('param').id);
      const unread = await unreadOf(scope, id, mostUnread);
      return c.json({ unread: unread.map(unreadAnswer) }, 200);
    },
  );

const scopeOf = (c: Context<AppEnv>): Promise<Scope> => scopeFor(c.env, c.var.member.orgId);
const originOf = (c: Context<AppEnv>): string => new URL(c.req.url).origin;
const by = (c: Context<AppEnv>) => ({ actor: c.var.member.actor, now: Date.now() });
const unknown = new Refusal(404, 'providers.not-found', 'There is no such connection.');

async function mustFind(scope: Scope, id: string): Promise<Kept> {
  const found = await findConnection(scope, id);
  if (!found) throw unknown;
  return found;
}
