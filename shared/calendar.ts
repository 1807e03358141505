import type { Instant } from './time.ts';

/**
 * Days and months by Temporal: the runtime's own, or a polyfill that the entry point loads. What was
 * worked out is remembered, since Temporal takes microseconds and a decision must not.
 */

/**
 * The first instant that no longer counts when something lasts a number of calendar months from
 * `since`: months are clamped to their last day, and the last day counts to its end, in `timeZone`.
 */
export const endAfterMonths = remember(
  (since: Instant, months: number, timeZone: string): Instant =>
    Temporal.Instant.fromEpochMilliseconds(since)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .add({ months }, { overflow: 'constrain' })
      .add({ days: 1 })
      .toZonedDateTime(timeZone).epochMilliseconds,
);

const day = 24 * 60 * 60_000;

/**
 * `endAfterMonths`, if that is past at `at`. No run of n months is shorter than 30 n - 2 days; a day
 * off for clocks that are put forward, by a whole day at most, and most questions need no calendar.
 */
export function endedAfterMonths(
  since: Instant,
  months: number,
  timeZone: string,
  at: Instant,
): Instant | undefined {
  if (at - since < (30 * months - 3) * day) return undefined;
  const end = endAfterMonths(since, months, timeZone);
  return at >= end ? end : undefined;
}

export type LocalTime = {
  /** `2026-05-03` */
  readonly date: string;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** Minutes since midnight on the wall clock. */
  readonly minute: number;
};

const quarter = 15 * 60_000;

/** What clock and calendar show in a place. Every zone's changes fall on quarter hours. */
export function localTime(at: Instant, timeZone: string): LocalTime {
  const quarters = Math.floor(at / quarter);
  const { date, weekday, minute } = localQuarter(quarters, 0, timeZone);
  return { date, weekday, minute: minute + Math.floor((at - quarters * quarter) / 60_000) };
}

const localQuarter = remember((quarters: number, _: number, timeZone: string): LocalTime => {
  const start = Temporal.Instant.fromEpochMilliseconds(quarters * quarter);
  const local = start.toZonedDateTimeISO(timeZone);
  return {
    date: local.toPlainDate().toString(),
    weekday: local.dayOfWeek,
    minute: local.hour * 60 + local.minute,
  };
});

/** The instant at which a clock there shows what a clock in UTC shows at `wall`; of a doubled hour the first. */
export function instantAt(wall: Instant, timeZone: string): Instant {
  const quarters = Math.floor(wall / quarter);
  return quarterAt(quarters, 0, timeZone) + (wall - quarters * quarter);
}

const quarterAt = remember((quarters: number, _: number, timeZone: string): Instant => {
  const wall = Temporal.Instant.fromEpochMilliseconds(quarters * quarter);
  return wall.toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(timeZone)
    .epochMilliseconds;
});

/** The first instant of a date such as `2026-05-03` there. */
export function startOfDay(date: string, timeZone: string): Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The date that a calendar in that place shows: `2026-05-03`. */
export function dayIn(at: Instant, timeZone: string): string {
  return localTime(at, timeZone).date;
}

/** Whether the runtime knows the zone: `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  // Temporal would also take the zone out of a whole timestamp.
  if (!/^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== null;
  } catch {
    return false;
  }
}

const mostRemembered = 10_000;

/** A pure function's answers, up to a number; then it starts afresh. */
function remember<Answer>(
  work: (instant: Instant, amount: number, timeZone: string) => Answer,
): (instant: Instant, amount: number, timeZone: string) => Answer {
  const zones = new Map<string, Map<number, Map<Instant, Answer>>>();
  let remembered = 0;
  return (instant, amount, timeZone) => {
    const old = zones.get(timeZone)?.get(amount)?.get(instant);
    if (old !== undefined) return old;
    if (++remembered > mostRemembered) {
      zones.clear();
      remembered = 1;
    }
    const answer = work(instant, amount, timeZone);
    const amounts = zones.get(timeZone) ?? new Map<number, Map<Instant, Answer>>();
    const answers = amounts.get(amount) ?? new Map<Instant, Answer>();
    zones.set(timeZone, amounts.set(amount, answers.set(instant, answer)));
    return answer;
  };
}
