import { Hono } from 'hono';
import { ApiKeyRequest, ApiKeys, ById, MadeApiKey } from '../../shared/protocol/access.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { doing, placeOf } from '../http/doing.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { makeKeyFor } from '../intake/api-key.ts';
import type { ApiKeyEntry } from '../store/access/api-keys.ts';
import { listApiKeys, revokeApiKey } from '../store/access/api-keys.ts';

/** Credentials for programs: each with its scopes, and for a time. */
export const apiKeys = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'api-keys.list',
      summary: 'The organisation’s API keys',
      answers: { 200: { says: 'All of them, newest first; no secrets.', schema: ApiKeys } },
    }),
    allow('api-keys.manage'),
    async (c) => c.json({ keys: (await listApiKeys(placeOf(c))).map(toAnswer) }, 200),
  )
  .post(
    '/',
    operation({
      id: 'api-keys.make',
      summary: 'Make an API key',
      details:
        'Send it as `Authorization: Bearer heed_key_…`. It may what its scopes say, but never more than its ' +
        'role, and never more than whoever made it.',
      answers: { 201: { says: 'The key; it is not shown again.', schema: MadeApiKey } },
    }),
    allow('api-keys.manage'),
    validate('json', ApiKeyRequest),
    async (c) => {
      const { member } = c.var;
      const { entry, secret } = await makeKeyFor(
        placeOf(c),
        member,
        c.req.valid('json'),
        Date.now(),
      );
      return c.json({ ...toAnswer(entry), key: secret }, 201);
    },
  )
  .delete(
    '/:id',
    operation({
      id: 'api-keys.revoke',
      summary: 'Revoke an API key',
      answers: { 204: { says: 'It is worth nothing any more.' } },
      refuses: { 404: 'There is no such key.' },
    }),
    allow('api-keys.manage'),
    validate('param', ById),
    async (c) => {
      if (!(await revokeApiKey(placeOf(c), c.req.valid('param').id, doing(c))))
        throw new Refusal(404, 'api-key.not-found', 'There is no such API key (any more).');
      return c.body(null, 204);
    },
  );

function toAnswer({ createdAt, expiresAt, usedAt, scopes, ...key }: ApiKeyEntry) {
  return {
    ...key,
    scopes: [...scopes],
    createdAt: toIso(createdAt),
    expiresAt: toIso(expiresAt),
    usedOn: usedAt === null ? null : toIso(usedAt).slice(0, 10),
  };
}
