import { instantAt, localTime } from '../calendar.ts';
import type { Instant } from '../time.ts';
import { publicHolidays } from './holidays.ts';
import { observancesOn } from './observances.ts';
import { weekendOf } from './weekend.ts';

/** What one may want to know of the moment before writing to somebody. Advice: no rule is decided by it. */
export type TimingAdvice = {
  /** Where they are: `2026-05-03`, and minutes since midnight. */
  readonly date: string;
  readonly minute: number;
  readonly isNight: boolean;
  readonly isWeekend: boolean;
  readonly isHoliday: boolean;
  /** What many people keep on that day, whatever the law says: ids such as `eid-al-fitr`. */
  readonly observances: readonly string[];
  /** The next morning of a working day; missing when now is as good, or no such day is near. */
  readonly next?: Instant;
};

const morning = 9 * 60;
/** From then until then nobody is at work, wherever it is: minutes since midnight. */
const night = { from: 20 * 60, to: 8 * 60 };
const day = 86_400_000;
/** No row of days off is longer anywhere. */
const farthest = 15;

/** `country` is ISO 3166; of one that the tables do not know, only clock and usual weekend count. */
export function timingAdvice(at: Instant, country: string, timeZone: string): TimingAdvice {
  const { date, weekday, minute } = localTime(at, timeZone);
  const isNight = minute < night.to || minute >= night.from;
  const isWeekend = weekendOf(country).includes(weekday);
  const isHoliday = publicHolidays(country).has(date);
  const next = isNight || isWeekend || isHoliday ? nextMorning(at, country, timeZone) : undefined;
  return {
    date,
    minute,
    isNight,
    isWeekend,
    isHoliday,
    observances: observancesOn(date),
    ...(next !== undefined && { next }),
  };
}

function nextMorning(at: Instant, country: string, timeZone: string): Instant | undefined {
  const today = Date.parse(`${localTime(at, timeZone).date}T00:00:00Z`);
  for (let ahead = 0; ahead <= farthest; ahead++) {
    const opens = instantAt(today + ahead * day + morning * 60_000, timeZone);
    if (opens <= at) continue;
    const { date, weekday } = localTime(opens, timeZone);
    if (!weekendOf(country).includes(weekday) && !publicHolidays(country).has(date)) return opens;
  }
  return undefined;
}
