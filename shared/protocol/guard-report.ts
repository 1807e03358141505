import * as v from 'valibot';
import { OpaqueId } from './contacts.ts';
import words from './page-words.json' with { type: 'json' };

/*
 * That a page could not be protected, for an administrator to see and for whoever mends the
 * selectors. A report has no place to put text in: every field is a number or one of a list of words
 * known beforehand, so that nothing of what somebody wrote, read or is called can get into one.
 */

/** What is not in the list is told as `other`, and an element of the page's own as `custom`. */
const Tag = v.picklist(words.tags);
const Role = v.picklist(words.roles);
/** Names alone, never values; every `data-...` is `data`. */
const Attribute = v.picklist(words.attributes);

export const reportedSites = ['gmail', 'linkedin'] as const;
export const guardProblems = [
  'unknown-composer',
  'no-send',
  'no-recipient-field',
  'detectors-disagree',
  /** A message left that no decision had been made about. */
  'sent-unchecked',
  /** What knows the page threw an error. */
  'site-failed',
] as const;

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** Elements of one kind at one depth below the composer, and how many of them there are. */
const Elements = v.strictObject({
  tag: Tag,
  role: v.optional(Role),
  attributes: v.pipe(v.array(Attribute), v.maxLength(20)),
  depth: whole(100),
  count: v.pipe(whole(10_000), v.minValue(1)),
});

/** `POST /api/v1/guard-reports` */
export const GuardReportRequest = v.strictObject({
  site: v.picklist(reportedSites),
  problem: v.picklist(guardProblems),
  /** Of the extension: its parts, as in [0, 4, 1]. */
  version: v.pipe(v.array(whole(65_535)), v.minLength(1), v.maxLength(4)),
  structure: v.pipe(v.array(Elements), v.maxLength(200)),
});
export type GuardReportRequest = v.InferOutput<typeof GuardReportRequest>;

export const GuardReport = v.strictObject({
  id: OpaqueId,
  reportedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** By opaque id. */
  reportedBy: v.string(),
  ...GuardReportRequest.entries,
});
export type GuardReport = v.InferOutput<typeof GuardReport>;

/** `GET /api/v1/guard-reports`, newest first. `next` goes into `before`; null on the last page. */
export const GuardReports = v.strictObject({
  reports: v.array(GuardReport),
  next: v.nullable(OpaqueId),
});
export const GuardReportTaken = v.strictObject({ id: OpaqueId });
