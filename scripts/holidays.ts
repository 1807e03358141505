// Writes shared/timing/holidays.json from the data of date-holidays: `node scripts/holidays.ts`. Run it
// once a year, and look at what changed. Rules take the place of dates where they say the same.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Holidays from 'date-holidays';
import { easterSunday, orthodoxEaster } from '../shared/timing/easter.ts';
import { root } from './lib/run.ts';

const countries =
  'AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GR HK HR HU IE IL IN IS IT JP KR LI LT LU LV MT MX NL NO NZ PL PT RO SE SG SI SK TR US ZA';
const [from, to] = [2025, 2030];
const years = Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** Where most people live in a part that has days of its own. */
const parts: Readonly<Record<string, string>> = { GB: 'ENG' };
const day = 86_400_000;

const told = {
  $comment:
    'Public holidays of whole countries (of GB: England). Written by scripts/holidays.ts from date-holidays 3.37.0 (https://github.com/commenthol/date-holidays, ISC and CC-BY-3.0). fixed: month-day; easter, orthodox: days after that Easter; dates: all others.',
  from,
  to,
  countries: Object.fromEntries(countries.split(' ').map((code) => [code, rulesFor(code)])),
};
writeFileSync(join(root, 'shared/timing/holidays.json'), `${JSON.stringify(told)}\n`);

function rulesFor(code: string) {
  const all = new Map(years.map((year) => [year, daysOf(code, year)]));
  const always = (of: (year: number) => number) =>
    years.every((year) => all.get(year)!.has(of(year)));
  const known = new Set<number>();
  const take = (of: (year: number) => number) => {
    if (!always(of)) return false;
    for (const year of years) known.add(of(year));
    return true;
  };
  const fixed = Array.from({ length: 366 }, (_, at) =>
    new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(5, 10),
  ).filter((each) => each !== '02-29' && take((year) => Date.parse(`${year}-${each}`)));
  const offsets = Array.from({ length: 140 }, (_, at) => at - 70);
  const after = (sunday: (year: number) => number) =>
    offsets.filter((offset) => {
      const of = (year: number) => sunday(year) + offset * day;
      return !years.every((year) => known.has(of(year))) && take(of);
    });
  const easter = after(easterSunday);
  const orthodox = after(orthodoxEaster);
  const dates = years
    .flatMap((year) => [...all.get(year)!])
    .filter((each) => !known.has(each))
    .toSorted((a, b) => a - b)
    .map((each) => new Date(each).toISOString().slice(0, 10));
  return {
    fixed: fixed.join(' '),
    ...(easter.length > 0 && { easter }),
    ...(orthodox.length > 0 && { orthodox }),
    ...(dates.length > 0 && { dates: dates.join(' ') }),
  };
}

function daysOf(code: string, year: number): Set<number> {
  const part = parts[code];
  const all = (part ? new Holidays(code, part) : new Holidays(code)).getHolidays(year) ?? [];
  const days = all
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => {
      const first = Date.parse(date.slice(0, 10));
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / day));
      return Array.from({ length }, (_, at) => first + at * day);
    });
  return new Set(days.filter((each) => new Date(each).getUTCFullYear() === year));
}
