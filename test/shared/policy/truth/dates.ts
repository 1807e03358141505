/** Says what is wrong with the text; the caller knows in which row and column it stands. */
export type Complain = (problem: string) => never;

const written = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?(Z)?$/;

/**
 * `2026-05-05` is noon of that day in the zone, `2026-05-05 23:59` that minute on its clock, and a
 * `Z` at the end says that the clock is UTC's. Milliseconds since 1970 UTC.
 */
export function readTime(text: string, timeZone: string, complain: Complain): number {
  const [, date, clock = '12:00', utc] = written.exec(text) ?? [];
  try {
    if (date !== undefined)
      return Temporal.PlainDateTime.from(`${date}T${clock}`, {
        overflow: 'reject',
      }).toZonedDateTime(utc ? 'UTC' : timeZone).epochMilliseconds;
  } catch {
    // 30 February: said below, as for what is no date at all.
  }
  return complain(`"${text}" is no time; write 2026-05-05, or 2026-05-05 23:59.`);
}

/** The end of a day: the last day counts to its end. */
export function endOfDay(text: string, timeZone: string, complain: Complain): number {
  readTime(text, timeZone, complain);
  if (text.length !== 10) complain(`"${text}" has to be a whole day: 2026-05-05.`);
  return Temporal.PlainDate.from(text).add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}
