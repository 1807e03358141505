import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timingAdvice } from '../../../shared/timing/advice.ts';

const advice = (at: string, country = 'DE', timeZone = 'Europe/Berlin') =>
  timingAdvice(Date.parse(at), country, timeZone);
const nextOf = (at: string, country?: string, timeZone?: string) => {
  const { next } = advice(at, country, timeZone);
  return next === undefined ? undefined : new Date(next).toISOString();
};

describe('advice on the moment', () => {
  it('has nothing to say on a working day', () => {
    expect(advice('2026-11-18T10:00:00Z')).toEqual({
      date: '2026-11-18',
      minute: 11 * 60,
      isNight: false,
      isWeekend: false,
      isHoliday: false,
      observances: [],
    });
  });

  it('knows the night where they are, and the morning after it', () => {
    expect(advice('2026-11-18T20:00:00Z')).toMatchObject({ isNight: true, minute: 21 * 60 });
    expect(nextOf('2026-11-18T20:00:00Z')).toBe('2026-11-19T08:00:00.000Z');
    expect(nextOf('2026-11-19T05:00:00Z')).toBe('2026-11-19T08:00:00.000Z');
    expect(advice('2026-11-18T20:00:00Z', 'US', 'America/New_York').isNight).toBe(false);
  });

  it('knows their weekend, which is not everywhere the same', () => {
    expect(advice('2026-11-20T10:00:00Z').isWeekend).toBe(false);
    expect(advice('2026-11-20T10:00:00Z', 'EG', 'Africa/Cairo').isWeekend).toBe(true);
    expect(nextOf('2026-11-20T10:00:00Z', 'EG', 'Africa/Cairo')).toBe('2026-11-22T07:00:00.000Z');
    expect(nextOf('2026-11-21T10:00:00Z')).toBe('2026-11-23T08:00:00.000Z');
  });

  it('knows public holidays, and goes past all that follow each other', () => {
    expect(advice('2026-12-25T10:00:00Z').isHoliday).toBe(true);
    expect(nextOf('2026-12-24T21:00:00Z')).toBe('2026-12-28T08:00:00.000Z');
  });

  it('knows what many people keep, without putting off anything for it', () => {
    const { observances, next } = advice('2026-03-20T10:00:00Z', 'GB', 'Europe/London');
    expect(observances).toContain('eid-al-fitr');
    expect(next).toBeUndefined();
  });

  it('keeps to clock and usual weekend of a country that it does not know', () => {
    expect(advice('2026-12-25T10:00:00Z', 'XX')).toMatchObject({
      isHoliday: false,
      isWeekend: false,
    });
    expect(advice('2026-12-26T10:00:00Z', 'XX').isWeekend).toBe(true);
  });

  it('never proposes a moment that it would advise against, nor one that is past', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/Sao_Paulo', 'Asia/Tokyo', 'UTC');
    const countries = fc.constantFrom('DE', 'BR', 'JP', 'EG', 'XX');
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) });
    fc.assert(
      fc.property(instants, countries, zones, (at, country, zone) => {
        const { next } = timingAdvice(at, country, zone);
        if (next === undefined) return;
        expect(next).toBeGreaterThan(at);
        expect(timingAdvice(next, country, zone).next).toBeUndefined();
      }),
    );
  });
});
