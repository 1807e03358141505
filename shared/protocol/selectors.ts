import * as v from 'valibot';

/*
 * How the parts of somebody else's page are found, as data: what an organisation puts before the
 * candidates that the extension was built with, when a page has changed. The built-in ones stay.
 */

/** One CSS selector. Whether it can be read is for the browser that uses it to say. */
const Candidate = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(300, 'A selector has at most 300 characters.'),
  v.regex(/^[^{};<\\\p{Cc}]+$/u, 'Write one CSS selector, as in [role=button].aoO'),
);
const Part = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][A-Za-z]{0,39}$/,
    'Name a part as the site’s selectors.json does: recipientField.',
  ),
);
const SiteSelectors = v.pipe(
  v.record(Part, v.pipe(v.array(Candidate), v.maxLength(20, 'At most 20 selectors for a part.'))),
  v.check((parts) => Object.keys(parts).length <= 60, 'At most 60 parts for a site.'),
);

export const Selectors = v.strictObject({
  gmail: v.optional(SiteSelectors),
  linkedin: v.optional(SiteSelectors),
});
export type Selectors = v.InferOutput<typeof Selectors>;

/** `PUT /api/v1/selectors` */
export const SelectorsRequest = v.strictObject({ selectors: Selectors });

/** `GET /api/v1/selectors`. Null until somebody has set them. */
export const SelectorsAnswer = v.strictObject({
  selectors: Selectors,
  setAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  /** By opaque id. */
  setBy: v.nullable(v.string()),
});
