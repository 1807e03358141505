import { Hono } from 'hono';
import * as v from 'valibot';
import {
  type PolicyVersion,
  PolicyVersions,
  PublishedPolicy,
  PublishRequest,
} from '../../shared/protocol/policy.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { readPolicy } from '../intake/policy.ts';
import type { Published } from '../store/policy-versions.ts';
import { storeFor } from '../store/store.ts';

const number = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,8}$/, 'must be the number of a version, from 1.'),
  v.transform(Number),
);
const VersionsQuery = v.object({
  before: v.optional(number, '999999999'),
  limit: v.optional(v.pipe(number, v.maxValue(100, 'must be at most 100.')), '20'),
});
const etag = { ETag: 'The version, for `If-Match`.' };

/** The organisation's settings, each version kept, and never overwritten unseen. */
export const policy = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'policy.current',
      summary: 'The policy that holds now',
      answers: { 200: { says: 'The policy.', schema: PublishedPolicy, headers: etag } },
    }),
    allow('policy.read'),
    async (c) => {
      const store = await storeFor(c.env, c.var.member.orgId);
      const current = await store.policies.current();
      c.header('ETag', `"${current.version}"`);
      return c.json(toAnswer(current), 200);
    },
  )
  .put(
    '/',
    operation({
      id: 'policy.publish',
      summary: 'Publish a new version of the policy',
      details:
        'Send the ETag of the version that was edited as `If-Match`, so that nobody overwrites what they have not seen. ' +
        'What is wrong with the document is told in `problems`, each with its path, what stands there and what is expected. ' +
        'A policy that switches the law of a place off has to carry its justification.',
      answers: {
        200: { says: 'Published; it holds from now on.', schema: PublishedPolicy, headers: etag },
      },
      refuses: {
        412: 'Another version has been published since.',
        428: '`If-Match` is missing, or names no single version.',
      },
    }),
    allow('policy.publish'),
    validate('header', v.object({ 'if-match': v.optional(v.string()) })),
    validate('json', PublishRequest),
    async (c) => {
      const expected = versionIn(c.req.valid('header')['if-match']);
      const { policy: draft, note = null } = c.req.valid('json');
      const checked = readPolicy(draft, expected + 1);
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const published = await store.policies.publish(
        { policy: checked, note, expected },
        { publishedBy: actor, now: Date.now() },
      );
      if (!published)
        throw new Refusal(
          412,
          'policy.outdated',
          `Version ${expected} is not the latest policy. Read it anew, make the change there, and publish that.`,
        );
      c.header('ETag', `"${published.version}"`);
      return c.json(toAnswer(published), 200);
    },
  )
  .get(
    '/versions',
    operation({
      id: 'policy.versions',
      summary: 'Who published which version, when and why',
      answers: { 200: { says: 'A page, newest first.', schema: PolicyVersions } },
    }),
    allow('policy.read'),
    validate('query', VersionsQuery),
    async (c) => {
      const { before, limit } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.policies.versions({ before, limit: limit + 1 });
      const versions = found.slice(0, limit).map(toVersion);
      const next = found.length > limit ? versions.at(-1)!.version : null;
      return c.json({ versions, next }, 200);
    },
  )
  .get(
    '/versions/:version',
    operation({
      id: 'policy.version',
      summary: 'One version of the policy, as it was published',
      answers: { 200: { says: 'The version.', schema: PublishedPolicy, headers: etag } },
      refuses: { 404: 'There is no such version.' },
    }),
    allow('policy.read'),
    validate('param', v.object({ version: number })),
    async (c) => {
      const { version } = c.req.valid('param');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.policies.version(version);
      if (!found)
        throw new Refusal(
          404,
          'policy.no-such-version',
          'There is no version of the policy with this number.',
        );
      c.header('ETag', `"${version}"`);
      return c.json(toAnswer(found), 200);
    },
  );

function versionIn(ifMatch: string | undefined): number {
  const [, version] = /^"([1-9]\d{0,8})"$/.exec(ifMatch ?? '') ?? [];
  if (version) return Number(version);
  throw new Refusal(
    428,
    'policy.no-if-match',
    'Send the ETag of the policy that you edited as `If-Match`, as in `If-Match: "3"`.',
  );
}

function toVersion({
  version,
  publishedAt,
  publishedBy,
  note,
}: Omit<Published, 'policy'>): PolicyVersion {
  return { version, publishedAt: publishedAt === 0 ? null : toIso(publishedAt), publishedBy, note };
}

function toAnswer(published: Published): PublishedPolicy {
  return { ...toVersion(published), policy: published.policy };
}
