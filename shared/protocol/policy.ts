import * as v from 'valibot';
import { Policy } from '../policy/policy.ts';

const VersionNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

/** One published version, without its document. */
export const PolicyVersion = v.strictObject({
  version: VersionNumber,
  /** Null for the preset that held before anything was published. */
  publishedAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  /** By opaque id; `heed` for the preset. */
  publishedBy: v.string(),
  note: v.nullable(v.string()),
});
export type PolicyVersion = v.InferOutput<typeof PolicyVersion>;

/** `GET /api/v1/policy`, `GET /api/v1/policy/versions/:version`, and what `PUT /api/v1/policy` answers. */
export const PublishedPolicy = v.strictObject({ ...PolicyVersion.entries, policy: Policy });
export type PublishedPolicy = v.InferOutput<typeof PublishedPolicy>;

/** `PUT /api/v1/policy`. The worker gives the document its `version`, whatever stands there. */
export const PublishRequest = v.strictObject({
  policy: v.pipe(
    v.record(v.string(), v.unknown()),
    v.metadata({ description: 'A policy document (schema Policy); its version is given by us.' }),
  ),
  /** What was changed and why, for those who read the versions later. */
  note: v.optional(v.pipe(v.string(), v.maxLength(2000))),
});

/** `GET /api/v1/policy/versions`, newest first. `next` goes into `before`; null on the last page. */
export const PolicyVersions = v.strictObject({
  versions: v.array(PolicyVersion),
  next: v.nullable(VersionNumber),
});
