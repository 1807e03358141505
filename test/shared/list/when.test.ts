import { describe, expect, it } from 'vitest';
import type { WhenOptions } from '../../../shared/list/when.ts';
import { readWhen } from '../../../shared/list/when.ts';

const utc: WhenOptions = { timeZone: 'UTC' };

/** The instant read, in ISO 8601; a day as both its ends; a problem by its name. */
function told(text: string, options: WhenOptions = utc): string {
  const when = readWhen(text, options);
  if (typeof when === 'string') return when;
  const [from, to] = [when.from, when.to].map((at) => new Date(at).toISOString());
  return from === to ? from! : `${from} to ${to}`;
}

describe('reading when something happened', () => {
  it.each([
    ['2026-05-03T09:00:00Z', '2026-05-03T09:00:00.000Z'],
    ['2026-05-03T09:00:00.1234567Z', '2026-05-03T09:00:00.123Z'],
    ['2026-05-03T09:00:00+02:00', '2026-05-03T07:00:00.000Z'],
    ['2026-05-03T09:00:00-0530', '2026-05-03T14:30:00.000Z'],
    ['2026-05-03 09:00:00+02', '2026-05-03T07:00:00.000Z'],
    ['2026-05-03 09:00:00 UTC', '2026-05-03T09:00:00.000Z'],
    ['2026-05-03 09:00', '2026-05-03T09:00:00.000Z'],
    ['20260503T090000', '2026-05-03T09:00:00.000Z'],
    ['1777800000', '2026-05-03T09:20:00.000Z'],
    ['1777800000123', '2026-05-03T09:20:00.123Z'],
    ['03.05.2026 09:00', '2026-05-03T09:00:00.000Z'],
    ['3.5.2026, 9:05:06', '2026-05-03T09:05:06.000Z'],
    ['25/12/2026 00:00', '2026-12-25T00:00:00.000Z'],
    ['12/25/2026 12:30 AM', '2026-12-25T00:30:00.000Z'],
    ['12/25/2026 12:30 pm', '2026-12-25T12:30:00.000Z'],
    ['12/25/2026 11:30:15 P.M.', '2026-12-25T23:30:15.000Z'],
  ])('reads %s', (text, at) => {
    expect(told(text)).toBe(at);
  });

  it.each([
    ['2026-05-03', '2026-05-03T00:00:00.000Z to 2026-05-03T23:59:59.999Z'],
    ['03.05.2026', '2026-05-03T00:00:00.000Z to 2026-05-03T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z to 2024-02-29T23:59:59.999Z'],
  ])('takes %s for the whole day', (text, day) => {
    expect(told(text)).toBe(day);
  });

  it('reads an order of day and month that is given, and asks where it could be either', () => {
    expect(told('03/05/2026 09:00')).toBe('order');
    expect(told('03-05-2026')).toBe('order');
    expect(told('03/05/2026 09:00', { ...utc, dates: 'dmy' })).toBe('2026-05-03T09:00:00.000Z');
    expect(told('03/05/2026 09:00', { ...utc, dates: 'mdy' })).toBe('2026-03-05T09:00:00.000Z');
    expect(told('12/25/2026', { ...utc, dates: 'dmy' })).toBe('unknown');
  });

  it('puts a time that says no zone where the list was made', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(told('2026-05-03 09:00', berlin)).toBe('2026-05-03T07:00:00.000Z');
    expect(told('2026-01-03 09:07:08', berlin)).toBe('2026-01-03T08:07:08.000Z');
    expect(told('2026-05-03T09:00:00Z', berlin)).toBe('2026-05-03T09:00:00.000Z');
    expect(told('2026-05-03T09:00:00+00:00', berlin)).toBe('2026-05-03T09:00:00.000Z');
  });

  it('gives a day all of its hours there, 23 where clocks go forward and 25 where they go back', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(told('2026-03-29', berlin)).toBe('2026-03-28T23:00:00.000Z to 2026-03-29T21:59:59.999Z');
    expect(told('2026-10-25', berlin)).toBe('2026-10-24T22:00:00.000Z to 2026-10-25T22:59:59.999Z');
  });

  it('reads an hour that a clock shows twice as the first, and one that it leaves out as the next', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(told('2026-10-25 02:30', berlin)).toBe('2026-10-25T00:30:00.000Z');
    expect(told('2026-03-29 02:30', berlin)).toBe('2026-03-29T01:30:00.000Z');
  });

  it.each([
    'yesterday',
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-05-03 24:00',
    '2026-05-03 09:60',
    '2026-05-03 09:00:60',
    '2026-05-03Z',
    '31.04.2026',
    '12/25/2026 13:00 PM',
    '12/25/2026 0:30 AM',
    '13/13/2026',
    '0001-01-01',
    '1969-12-31T23:59:59Z',
    '03.05.26',
    '99',
    '2026-05-03T09:00:00+25',
  ])('does not guess at %j', (text) => {
    expect(['unknown', 'order']).toContain(told(text));
  });
});
