import { easterSunday, orthodoxEaster } from './easter.ts';
import data from './holidays.json' with { type: 'json' };

type Rules = {
  readonly fixed: string;
  readonly easter?: readonly number[];
  readonly orthodox?: readonly number[];
  readonly dates?: string;
};

const countries: Readonly<Record<string, Rules>> = data.countries;
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
  const rules = Object.hasOwn(countries, country) ? countries[country] : undefined;
  const made = rules ? daysBy(rules) : none;
  // Any text may be asked for; only what is in the table is remembered.
  if (rules) known.set(country, made);
  return made;
}

/** The countries and years that the table knows. */
export const holidayTable = {
  countries: Object.keys(countries),
  from: data.from,
  to: data.to,
} as const;

function daysBy({ fixed, easter = [], orthodox = [], dates = '' }: Rules): ReadonlySet<string> {
  const days = dates === '' ? [] : dates.split(' ');
  for (let year = data.from; year <= data.to; year++) {
    if (fixed !== '') for (const each of fixed.split(' ')) days.push(`${year}-${each}`);
    for (const offset of easter) days.push(dateOf(easterSunday(year) + offset * day));
    for (const offset of orthodox) days.push(dateOf(orthodoxEaster(year) + offset * day));
  }
  return new Set(days);
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
