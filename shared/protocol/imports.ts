import * as v from 'valibot';
import { Defaults, ListSettings } from '../list/settings.ts';

const Time = v.pipe(v.string(), v.isoTimestamp());

const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),
  v.check((text) => !/\S@\S/.test(text), 'must not hold an address: it is stored as it is.'),
);

/** `POST /api/v1/imports` */
export const ImportRequest = v.strictObject({
  ...ListSettings.entries,
  /** What administrators know the list by: its file name. */
  name,
  /** Reads and reports like an import, and records nothing. */
  dryRun: v.optional(v.boolean(), false),
});
export type ImportRequest = v.InferInput<typeof ImportRequest>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How far a list has been taken in. */
export const ImportState = v.strictObject({
  id: v.string(),
  name: v.string(),
  format: v.picklist(['csv', 'ndjson']),
  dryRun: v.boolean(),
  state: v.picklist(['open', 'done', 'stopped']),
  /** Why it was stopped. */
  problem: v.nullable(v.object({ code: v.string(), message: v.string() })),
  /** The byte to go on from. */
  offset: count,
  /** Of CSV, once the header has been read: which column is what. */
  columns: v.nullable(v.array(v.strictObject({ column: v.string(), field: v.string() }))),
  /** `noted`: taken, but not as they stand. Those that are neither taken nor refused say nothing to record. */
  rows: v.strictObject({ read: count, taken: count, refused: count, noted: count }),
  events: count,
  createdAt: Time,
  createdBy: v.string(),
  movedAt: Time,
});
export type ImportState = v.InferOutput<typeof ImportState>;

/** `GET /api/v1/imports`, newest first. `next` goes into `before`; null on the last page. */
export const ImportsPage = v.strictObject({
  imports: v.array(ImportState),
  next: v.nullable(v.string()),
});

/** A line of `GET /api/v1/imports/:id/report`. Holds nothing of what the row says. */
export const ReportLine = v.strictObject({
  /** As a spreadsheet counts them: the header is 1. */
  row: count,
  column: v.nullable(v.string()),
  code: v.string(),
  message: v.string(),
  /** The row was recorded, though not as it stands. */
  taken: v.boolean(),
});

/** `POST /api/v1/imports/suggestion`: what the columns of a list probably are. */
export const SuggestedMapping = v.strictObject({
  /** Of CSV the names in the first line, of NDJSON the keys of the first object. */
  header: v.array(v.string()),
  columns: v.record(v.string(), v.string()),
  defaults: Defaults,
  /** The program that the list seems to come from. */
  from: v.optional(v.string()),
});
export type SuggestedMapping = v.InferOutput<typeof SuggestedMapping>;
