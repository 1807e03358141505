import { easterSunday, orthodoxEaster } from './easter.ts';
import type { HolidayRules } from './tables.ts';
import { holidays } from './tables.ts';

const none: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();
const day = 86_400_000;

/**
 * The public holidays of a whole country, as `2026-12-25`, for the years of the table. Empty where the
 * country is not in it: nothing is known then. Holidays of a part of a country are left out.
 */
export function publicHolidays(country: string): ReadonlySet<string> {
  const found = known.get(country);
  if (found) return found;
  const rules = Object.hasOwn(holidays.countries, country)
    ? holidays.countries[country]
    : undefined;
  const made = rules ? daysBy(rules) : none;
  // Any text may be asked for; only what is in the table is remembered.
  if (rules) known.set(country, made);
  return made;
}

/** The countries and years that the table knows. */
export const holidayTable = {
  countries: /* @__PURE__ */ Object.keys(holidays.countries),
  from: holidays.from,
  to: holidays.to,
} as const;

function daysBy({
  fixed,
  easter = [],
  orthodox = [],
  dates = '',
}: HolidayRules): ReadonlySet<string> {
  const days = dates === '' ? [] : dates.split(' ');
  for (let year = holidays.from; year <= holidays.to; year++) {
    if (fixed !== '') for (const each of fixed.split(' ')) days.push(`${year}-${each}`);
    for (const offset of easter) days.push(dateOf(easterSunday(year) + offset * day));
    for (const offset of orthodox) days.push(dateOf(orthodoxEaster(year) + offset * day));
  }
  return new Set(days);
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
