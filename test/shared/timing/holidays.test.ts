import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { easterSunday, orthodoxEaster } from '../../../shared/timing/easter.ts';
import { holidayTable, publicHolidays } from '../../../shared/timing/holidays.ts';
import { observancesOn } from '../../../shared/timing/observances.ts';
import { weekendOf } from '../../../shared/timing/weekend.ts';

const isoOf = (at: number) => new Date(at).toISOString().slice(0, 10);

describe('Easter', () => {
  // The tables of the Greek and the Catholic churches.
  it.each([
    [2025, '2025-04-20', '2025-04-20'],
    [2026, '2026-04-05', '2026-04-12'],
    [2027, '2027-03-28', '2027-05-02'],
    [2028, '2028-04-16', '2028-04-16'],
    [2030, '2030-04-21', '2030-04-28'],
    [2038, '2038-04-25', '2038-04-25'],
  ])('of %d', (year, western, orthodox) => {
    expect([isoOf(easterSunday(year)), isoOf(orthodoxEaster(year))]).toEqual([western, orthodox]);
  });

  it('is a Sunday between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), (year) => {
        const sunday = new Date(easterSunday(year));
        expect(sunday.getUTCDay()).toBe(0);
        expect(isoOf(easterSunday(year)) >= `${year}-03-22`).toBe(true);
        expect(isoOf(easterSunday(year)) <= `${year}-04-25`).toBe(true);
        expect(new Date(orthodoxEaster(year)).getUTCDay()).toBe(0);
        expect(orthodoxEaster(year)).toBeGreaterThanOrEqual(easterSunday(year));
      }),
    );
  });
});

describe('public holidays', () => {
  it.each([
    ['FR', '2026-11-11', 'Armistice'],
    ['FR', '2027-05-06', 'Ascension'],
    ['DE', '2026-04-03', 'Good Friday'],
    ['DE', '2026-10-03', 'German Unity'],
    ['GR', '2026-04-13', 'Orthodox Easter Monday'],
    ['GB', '2026-08-31', 'summer bank holiday'],
    ['US', '2026-11-26', 'Thanksgiving'],
    ['CA', '2027-07-01', 'Canada Day'],
    ['JP', '2026-05-04', 'Greenery Day'],
    ['SG', '2026-02-17', 'Chinese New Year'],
    ['PT', '2026-06-04', 'Corpus Christi'],
    ['PL', '2026-12-24', 'Christmas Eve, a holiday since 2025'],
  ])('of %s: %s, %s', (country, date) => {
    expect(publicHolidays(country).has(date)).toBe(true);
  });

  it.each([
    ['FR', '2026-11-10'],
    ['GR', '2026-04-06'],
    ['DE', '2026-11-11'],
    ['DE', '2026-01-06'],
  ])('of %s do not hold %s', (country, date) => {
    expect(publicHolidays(country).has(date)).toBe(false);
  });

  it('are none where the country is not in the table', () => {
    expect(publicHolidays('XX').size).toBe(0);
    expect(publicHolidays('constructor').size).toBe(0);
  });

  it('are days of the calendar in every country and year of the table', () => {
    for (const country of holidayTable.countries) {
      const days = [...publicHolidays(country)];
      expect(days.filter((each) => isoOf(Date.parse(each)) !== each)).toEqual([]);
      const years = new Set(days.map((each) => Number(each.slice(0, 4))));
      expect([...years].toSorted(), country).toEqual(
        Array.from(
          { length: holidayTable.to - holidayTable.from + 1 },
          (_, at) => holidayTable.from + at,
        ),
      );
    }
  });

  it('are known for next year too: else run scripts/holidays.ts', () => {
    expect(holidayTable.to).toBeGreaterThan(new Date().getUTCFullYear());
  });
});

describe('a weekend', () => {
  it.each([
    ['DE', [6, 7]],
    ['SA', [5, 6]],
    ['IL', [5, 6]],
    ['IR', [5]],
    ['IN', [7]],
    ['AE', [6, 7]],
    [undefined, [6, 7]],
  ])('in %s', (country, days) => {
    expect(weekendOf(country)).toEqual(days);
  });
});

describe('days that many keep', () => {
  it.each([
    ['2026-03-20', ['eid-al-fitr']],
    ['2026-05-27', ['eid-al-adha']],
    ['2026-02-18', ['ramadan', 'lunar-new-year']],
    ['2026-09-12', ['rosh-hashanah']],
    ['2026-09-21', ['yom-kippur']],
    ['2026-04-02', ['passover']],
    ['2026-02-17', ['lunar-new-year']],
    ['2026-03-21', ['eid-al-fitr', 'nowruz']],
    ['2026-06-24', []],
  ])('%s', (date, ids) => {
    expect(observancesOn(date).toSorted()).toEqual(ids.toSorted());
  });
});
