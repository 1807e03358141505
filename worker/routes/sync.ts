import { Hono } from 'hono';
import * as v from 'valibot';
import { SyncResponse } from '../../shared/protocol/api.ts';
import { sha256Hex } from '../bytes.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { storeFor } from '../store/store.ts';

const SyncQuery = v.object({
  since: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}$/, 'must be a version that an earlier sync gave: a whole number.'),
      v.transform(Number),
    ),
    '0',
  ),
});

/** What a device keeps: the policy, and keyed hashes with what is known under each; all, or what is new. */
export const sync = new Hono<AppEnv>().get(
  '/',
  operation({
    id: 'sync',
    summary: 'Bring a device up to date',
    answers: {
      200: {
        says: 'All, or what is new since the version that was named.',
        schema: SyncResponse,
        headers: { ETag: 'For `If-None-Match`.' },
      },
      304: { says: 'Nothing is new.' },
    },
  }),
  allow('device.sync'),
  validate('query', SyncQuery),
  async (c) => {
    const { orgId, role } = c.var.member;
    const store = await storeFor(c.env, orgId);
    const [policy, changes] = await Promise.all([
      store.policy(),
      store.changesSince(c.req.valid('query').since),
    ]);
    const { deviceKey } = store;
    const state = `${changes.version}.${policy.version}.${role}.${deviceKey}`;
    const etag = `"${(await sha256Hex(state)).slice(0, 32)}"`;
    c.header('ETag', etag);
    if (names(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
    const body: SyncResponse = { ...changes, deviceKey, policy, role };
    return c.json(body, 200);
  },
);

function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
