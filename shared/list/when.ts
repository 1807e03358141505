import { instantAt } from '../calendar.ts';
import type { Instant } from '../time.ts';

export const dateOrders = ['dmy', 'mdy'] as const;
/** Which comes first in 03/05/2026. */
export type DateOrder = (typeof dateOrders)[number];

export type WhenOptions = {
  /** IANA zone of times that say none. */
  readonly timeZone: string;
  readonly dates?: DateOrder | undefined;
};

/** From the first to the last instant that the text can mean: one and the same, unless it is a day. */
export type When = { readonly from: Instant; readonly to: Instant };

/** `order`: it could be two days, and `dates` does not say which. */
export type WhenProblem = 'unknown' | 'order';

const day = 86_400_000;
const iso =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,3})\d*)?)?)?(?: ?(Z|UTC|GMT|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?$/i;
const written =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?[T ]+(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AP])\.?M\.?)?)?$/i;
const unix = /^\d{10}(\d{3})?$/;

/**
 * Reads a time as exports write it: ISO 8601 with or without zone, to the day, seconds or milliseconds
 * since 1970, 03.05.2026 and, where `dates` says which comes first, 03/05/2026, with 24 or 12 hours.
 */
export function readWhen(text: string, options: WhenOptions): When | WhenProblem {
  if (unix.test(text)) {
    const at = Number(text) * (text.length === 10 ? 1000 : 1);
    return when(at, at);
  }
  const standard = iso.exec(text);
  if (standard) {
    const [, year, month, date, hour, minute, second, fraction, zone] = standard;
    if (hour === undefined && zone !== undefined) return 'unknown';
    const wall = wallClock([year, month, date], [hour, minute, second], fraction);
    return wall === undefined ? 'unknown' : placed(wall, hour === undefined, zone, options);
  }
  const local = written.exec(text);
  return local ? readWritten(local, options) : 'unknown';
}

function readWritten(found: RegExpExecArray, options: WhenOptions): When | WhenProblem {
  const [, first, sign, second, year, hours, minute, seconds, half] = found;
  // With full stops the day comes first wherever they are used (CLDR: de, nb, fi, pl, tr, ru, ...).
  const order = sign === '.' ? 'dmy' : (options.dates ?? onlyOrder(Number(first), Number(second)));
  if (order === undefined) return 'order';
  const [date, month] = order === 'dmy' ? [first, second] : [second, first];
  const hour = half === undefined ? hours : twentyFour(Number(hours), half);
  const wall = wallClock([year, month, date], [hour, minute, seconds]);
  return wall === undefined ? 'unknown' : placed(wall, hours === undefined, undefined, options);
}

function onlyOrder(first: number, second: number): DateOrder | undefined {
  if (first > 12 && second <= 12) return 'dmy';
  return second > 12 && first <= 12 ? 'mdy' : undefined;
}

/** 12 AM is midnight; 13 PM is no time. */
function twentyFour(hour: number, half: string): string {
  if (hour < 1 || hour > 12) return '99';
  return String((hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0));
}

/** As if the zone were UTC; `undefined` for what no clock or calendar shows. */
function wallClock(
  [year, month, date]: readonly (string | undefined)[],
  [hour = '0', minute = '0', second = '0']: readonly (string | undefined)[],
  fraction = '',
): Instant | undefined {
  const midnight = midnightOf(Number(year), Number(month), Number(date));
  if (midnight === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return midnight + seconds * 1000 + (fraction === '' ? 0 : Number(fraction.padEnd(3, '0')));
}

/** `undefined` for a day such as 31 February, which `Date.UTC` would move. */
function midnightOf(year: number, month: number, date: number): Instant | undefined {
  if (month < 1 || month > 12 || date < 1) return undefined;
  const midnight = Date.UTC(year, month - 1, date);
  // Only the last days of a month can be too many; a `Date` for every row of a list takes its time.
  return date > 28 && new Date(midnight).getUTCDate() !== date ? undefined : midnight;
}

function placed(
  wall: Instant,
  isDay: boolean,
  zone: string | undefined,
  { timeZone }: WhenOptions,
): When | WhenProblem {
  const from = inZone(wall, zone, timeZone);
  return isDay ? when(from, inZone(wall + day, zone, timeZone) - 1) : when(from, from);
}

function inZone(wall: Instant, zone: string | undefined, timeZone: string): Instant {
  if (zone !== undefined) return wall - offsetOf(zone);
  return timeZone === 'UTC' ? wall : instantAt(wall, timeZone);
}

function offsetOf(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Before 1970 nobody unsubscribed; it is an empty date of some program, such as 0001-01-01. */
function when(from: Instant, to: Instant): When | WhenProblem {
  return from < 0 ? 'unknown' : { from, to };
}
