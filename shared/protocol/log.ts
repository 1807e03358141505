import * as v from 'valibot';

const size = v.pipe(v.number(), v.integer(), v.minValue(0));
/** 32 bytes. */
const hash = v.pipe(v.string(), v.base64(), v.length(44));
const hashes = v.pipe(v.array(hash), v.maxLength(64));

/** `GET /api/v1/log/checkpoints` */
export const LogCheckpoints = v.strictObject({
  checkpoints: v.array(
    v.strictObject({
      size,
      root: hash,
      /** The signed text, as `GET /log/checkpoint` gives it. */
      note: v.string(),
      signedAt: v.pipe(v.string(), v.isoTimestamp()),
    }),
  ),
  /** `after` of the next page; null when this is the last. */
  next: v.nullable(size),
});

/** `GET /api/v1/log/proof/inclusion` */
export const LogInclusion = v.strictObject({
  index: size,
  size,
  hashes,
  /** The entry, and all of this as one text by c2sp.org/tlog-proof; null where no checkpoint has this size. */
  entry: v.string(),
  proof: v.nullable(v.string()),
});

/** `GET /api/v1/log/proof/consistency` */
export const LogConsistency = v.strictObject({ from: size, to: size, hashes });
