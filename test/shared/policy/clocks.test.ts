import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endAfterMonths,
  endedAfterMonths,
  isTimeZone,
  localTime,
} from '../../../shared/calendar.ts';
import { decideOn, event, isIn } from '../arbitraries.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

/** Thirty zones: whole, half and quarter hours, summer time on both sides of the equator and without. */
const zones = [
  'UTC Europe/Berlin Europe/Dublin Europe/Lisbon Europe/London Europe/Chisinau',
  'America/New_York America/Los_Angeles America/Phoenix America/Toronto',
  'America/St_Johns America/Sao_Paulo America/Santiago America/Caracas',
  'America/Havana America/Asuncion Pacific/Honolulu Pacific/Auckland',
  'Pacific/Chatham Pacific/Kiritimati Pacific/Marquesas Australia/Adelaide',
  'Australia/Lord_Howe Australia/Eucla Asia/Kolkata Asia/Kathmandu Asia/Tehran',
  'Asia/Pyongyang Asia/Tokyo Africa/Casablanca',
].flatMap((line) => line.split(' '));

const minute = 60_000;
const zone = fc.constantFrom(...zones);
// From 2012: before that, Newfoundland put its clocks forward at one minute past midnight.
const instant = fc.integer({ min: Date.UTC(2012, 0, 2), max: Date.UTC(2040, 0, 1) });

/** The date on the wall, by Intl and not by Temporal: a second opinion. */
const formats = new Map(
  zones.map((timeZone) => [timeZone, new Intl.DateTimeFormat('sv-SE', { timeZone })]),
);
const dateOn = (at: number, timeZone: string): string => formats.get(timeZone)!.format(at);

/** The last day of a run of months, by hand. */
function lastDay(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0));
  target.setUTCDate(Math.min(day, length.getUTCDate()));
  return target.toISOString().slice(0, 10);
}

describe('endAfterMonths', () => {
  it('is the first midnight after the last day, in the zone', () => {
    expect(zones).toHaveLength(30);
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 60 }), zone, (since, months, timeZone) => {
        const end = endAfterMonths(since, months, timeZone);
        const last = lastDay(dateOn(since, timeZone), months);
        expect(dateOn(end - 1, timeZone)).toBe(last);
        expect(dateOn(end, timeZone) > last).toBe(true);
      }),
    );
  });

  it.each([
    ['2024-05-05T12:00Z', 24, 'UTC', '2026-05-06T00:00Z'],
    ['2025-08-31T12:00Z', 6, 'UTC', '2026-03-01T00:00Z'],
    ['2023-08-31T12:00Z', 6, 'UTC', '2024-03-01T00:00Z'],
    ['2024-02-29T12:00Z', 12, 'UTC', '2025-03-01T00:00Z'],
    ['2024-02-29T12:00Z', 48, 'UTC', '2028-03-01T00:00Z'],
    ['2025-12-31T23:59Z', 2, 'UTC', '2026-03-01T00:00Z'],
    // Late on the 5th in New York is the 6th in UTC; summer time at both ends.
    ['2024-05-06T03:30Z', 24, 'America/New_York', '2026-05-06T04:00Z'],
    // From winter into summer time.
    ['2025-12-15T12:00Z', 6, 'Europe/Berlin', '2026-06-15T22:00Z'],
    // Summer time begins at midnight in Havana: the day begins at one.
    ['2025-09-07T12:00Z', 6, 'America/Havana', '2026-03-08T05:00Z'],
    ['2026-01-04T12:00Z', 3, 'Asia/Kathmandu', '2026-04-04T18:15Z'],
  ])('%s and %i months in %s end at %s', (since, months, timeZone, end) => {
    expect(endAfterMonths(Date.parse(since), months, timeZone)).toBe(Date.parse(end));
  });

  it('says the same when asked again, and for many others in between', () => {
    const first = endAfterMonths(Date.UTC(2024, 4, 5), 24, 'Asia/Tokyo');
    for (let day = 0; day < 11_000; day++) endAfterMonths(day * 24 * 60 * minute, 1, 'UTC');
    expect(endAfterMonths(Date.UTC(2024, 4, 5), 24, 'Asia/Tokyo')).toBe(first);
  });
});

describe('endedAfterMonths', () => {
  it('takes its short way only where the calendar says the same', () => {
    const near = fc.oneof(
      fc.integer({ min: -3 * 24 * 60 * minute, max: 3 * 24 * 60 * minute }),
      fc.constantFrom(-1, 0, 1),
    );
    const months = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(instant, months, zone, near, (since, count, timeZone, off) => {
        const end = endAfterMonths(since, count, timeZone);
        const ended = endedAfterMonths(since, count, timeZone, end + off);
        expect(ended).toBe(off >= 0 ? end : undefined);
      }),
    );
  });
});

describe('a verdict', () => {
  const flip = (
    type: { kind: 'purchase' | 'inquiry'; months: number },
    since: number,
    timeZone: string,
  ): string[] => {
    const end = endAfterMonths(since, type.months, timeZone);
    const events = [
      { ...isIn('CA', { timeZone }), occurredAt: 0, recordedAt: 0 },
      event({ type: 'relationship-recorded', occurredAt: since, ground: { kind: type.kind } }),
    ];
    return [end - 1, end].map((at) => decideOn(events, { at }).verdict);
  };

  it('turns at the end of CASL’s 24 and 6 months, to the millisecond', () => {
    const kind = fc.constantFrom(
      { kind: 'purchase' as const, months: 24 },
      { kind: 'inquiry' as const, months: 6 },
    );
    fc.assert(
      fc.property(kind, instant, zone, (type, since, timeZone) => {
        expect(flip(type, since, timeZone)).toEqual(['allow', 'block']);
      }),
    );
  });

  it('turns at the end of the consent’s months by the policy', () => {
    const months = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(instant, months, zone, (since, expiresAfterMonths, timeZone) => {
        const policy = {
          ...defaultPolicy,
          consent: { ...defaultPolicy.consent, expiresAfterMonths },
        };
        const events = [
          { ...isIn('DE', { timeZone }), occurredAt: 0, recordedAt: 0 },
          event({ type: 'given', occurredAt: since, method: 'web-form' }),
        ];
        const end = endAfterMonths(since, expiresAfterMonths, timeZone);
        const verdicts = [end - 1, end].map((at) => decideOn(events, { at }, policy).verdict);
        expect(verdicts).toEqual(['allow', 'block']);
      }),
    );
  });
});

describe('localTime', () => {
  it('is what Temporal shows, in thirty zones', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
        expect(localTime(at, timeZone)).toEqual({
          date: shown.toPlainDate().toString(),
          weekday: shown.dayOfWeek,
          minute: shown.hour * 60 + shown.minute,
        });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29', 7, 119],
    ['2026-03-29T01:00Z', 'Europe/Berlin', '2026-03-29', 7, 180],
    ['2026-10-25T00:59Z', 'Europe/Berlin', '2026-10-25', 7, 179],
    ['2026-10-25T01:00Z', 'Europe/Berlin', '2026-10-25', 7, 120],
    // Half an hour of summer time.
    ['2026-10-03T15:29Z', 'Australia/Lord_Howe', '2026-10-04', 7, 119],
    ['2026-10-03T15:30Z', 'Australia/Lord_Howe', '2026-10-04', 7, 150],
    ['2026-05-04T18:14:59.999Z', 'Asia/Kathmandu', '2026-05-04', 1, 1439],
    ['2026-05-04T18:15Z', 'Asia/Kathmandu', '2026-05-05', 2, 0],
    ['1969-12-31T23:59Z', 'UTC', '1969-12-31', 3, 1439],
  ])('%s in %s', (at, timeZone, date, weekday, shown) => {
    expect(localTime(Date.parse(at), timeZone)).toEqual({ date, weekday, minute: shown });
  });
});

describe('isTimeZone', () => {
  it('knows the zones of the world', () => {
    for (const name of [...zones, ...Intl.supportedValuesOf('timeZone')])
      expect(isTimeZone(name), name).toBe(true);
  });

  it.each(['', ' ', 'Europe', 'Europe/Nowhere', ' Europe/Berlin', 'Europe/Berlin\0', 'Mars/Base'])(
    'refuses %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );

  it.each(['+99:00', 'utc+1', 'toString', 'null', '../../etc/passwd', '[Europe/Berlin]', '12:00Z'])(
    'refuses %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );

  // Temporal would take the zone out of a whole timestamp.
  it.each(['2020-01-01T00:00Z', '2020-01-01T00:00[Europe/Berlin]'])('refuses the time %s', (name) =>
    expect(isTimeZone(name)).toBe(false),
  );
});
