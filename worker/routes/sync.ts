import { Hono } from 'hono';
import * as v from 'valibot';
import { SnapshotBase, SyncResponse } from '../../shared/protocol/api.ts';
import { sha256Hex } from '../bytes.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
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
  epoch: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{16}$/, 'must be the epoch that an earlier sync gave with the version.'),
    ),
    '0'.repeat(16),
  ),
});

const BaseParam = v.object({ id: v.string() });
const PartParam = v.object({ id: v.string(), part: v.string() });

/** What a device keeps: the policy, and keyed hashes with what is known under each; all, or what is new. */
export const sync = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'sync',
      summary: 'Bring a device up to date',
      details:
        'Begin without `since`. When `full`, fetch `base` first, unless it is null, and apply `changes` to it; ' +
        'else apply them to what there is. Ask again with the `version` and `epoch` given, at once while `more`.',
      answers: {
        200: {
          says: 'All, or what is new since the version that was named.',
          schema: SyncResponse,
          headers: { ETag: 'For `If-None-Match`, once all of the answer is kept.' },
        },
        304: { says: 'Nothing is new.' },
      },
    }),
    allow('device.sync'),
    validate('query', SyncQuery),
    async (c) => {
      const { orgId, role } = c.var.member;
      const { since, epoch } = c.req.valid('query');
      const store = await storeFor(c.env, orgId);
      const { deviceKey, snapshots } = store;
      const [policy, given, found] = await Promise.all([
        store.policy(),
        store.selectors.current(),
        snapshots.changesSince({ version: since, epoch }),
      ]);
      const { base, changes, ...rest } = found;
      const selectors = given?.selectors ?? null;
      const about = [rest.version, rest.epoch, base?.id, role, deviceKey];
      // All of the policy: a new release may have another preset, and a restored backup numbers versions anew.
      const state = [...about, JSON.stringify([policy, selectors])].join();
      const etag = `"${(await sha256Hex(state)).slice(0, 32)}"`;
      c.header('ETag', etag);
      const hasAll = !rest.more && since === rest.version;
      if (hasAll && names(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
      const body: SyncResponse = {
        ...rest,
        base: base ? { id: base.id, version: base.version } : null,
        changes: changes.toBase64(),
        deviceKey,
        policy,
        role,
        selectors,
      };
      return c.json(body, 200);
    },
  )
  .get(
    '/base/:id',
    operation({
      id: 'sync.base',
      summary: 'Say what parts a base has',
      answers: { 200: { says: 'Its parts, in order.', schema: SnapshotBase } },
      refuses: { 404: 'A newer base has taken its place: sync again.' },
    }),
    allow('device.sync'),
    validate('param', BaseParam),
    async (c) => {
      const { snapshots } = await storeFor(c.env, c.var.member.orgId);
      const base = await snapshots.base(c.req.valid('param').id);
      if (!base) throw replaced();
      return c.json(base, 200);
    },
  )
  .get(
    '/base/:id/:part',
    operation({
      id: 'sync.part',
      summary: 'Fetch a part of a base',
      answers: { 200: { says: 'gzip of the part, counted from 0.', type: 'application/gzip' } },
      refuses: { 404: 'A newer base has taken its place: sync again.' },
    }),
    allow('device.sync'),
    validate('param', PartParam),
    async (c) => {
      const { id, part } = c.req.valid('param');
      const { snapshots } = await storeFor(c.env, c.var.member.orgId);
      const packed = await snapshots.part(id, Number(part));
      if (!packed) throw replaced();
      return c.body(packed, 200, { 'Content-Type': 'application/gzip' });
    },
  );

function replaced(): Refusal {
  return new Refusal(
    404,
    'sync.base-replaced',
    'There is no such part of a base, or a newer base has taken its place. Sync again to be told of the newest.',
  );
}

function names(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
