import * as v from 'valibot';

const Time = v.pipe(v.string(), v.isoTimestamp());
/** Kept for as long as the organisation is: it says things of the organisation, not of contacts. */
const reason = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(200),
  v.check((text) => (text.match(/[\p{L}\p{N}]/gu) ?? []).length >= 3, 'must say it in words.'),
);

/** `POST /api/v1/exports` */
export const ExportRequest = v.strictObject({
  what: v.picklist(['contacts', 'events', 'suppressions']),
  format: v.picklist(['csv', 'ndjson']),
  /** What it is for. */
  purpose: reason,
  /** Who gets it. */
  recipient: reason,
});
export type ExportRequest = v.InferOutput<typeof ExportRequest>;

export const Export = v.strictObject({
  id: v.string(),
  ...ExportRequest.entries,
  /** How many events there were; later ones are not in it. */
  version: v.pipe(v.number(), v.integer()),
  createdAt: Time,
  createdBy: v.string(),
  /** Until then it can be fetched. */
  expiresAt: Time,
});
export type Export = v.InferOutput<typeof Export>;

/** `GET /api/v1/exports`, newest first. `next` goes into `before`; null on the last page. */
export const ExportsPage = v.strictObject({
  exports: v.array(Export),
  next: v.nullable(v.string()),
});
