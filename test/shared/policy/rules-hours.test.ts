import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { event, isIn, toldOn } from '../arbitraries.ts';

describe('the hours that the law sets', () => {
  const agreed = event({ type: 'given', purpose: 'all', channel: 'all', method: 'in-writing' });
  const call = (place: string, at: number, holidays: Policy['holidays'] = {}) =>
    toldOn(
      [agreed, isIn(place)],
      { channel: 'phone', at },
      { ...defaultPolicy, holidays },
    ).reasons.filter(({ rule }) => rule === 'quiet-hours');
  const french = (hour: number, minute = 0) => call('FR', Date.UTC(2026, 4, 5, hour - 2, minute));

  it('are told as the law’s, with its citation, and nobody’s to warn about', () => {
    expect(french(9, 59)).toEqual([
      {
        rule: 'quiet-hours',
        step: 10,
        verdict: 'block',
        decidedBy: 'law',
        overridable: false,
        says: 'quiet-hours',
        params: { date: '2026-05-05', time: '09:59', zone: 'Europe/Paris' },
        citation: {
          text: 'Code de la consommation Art. D223-9',
          confidence: 'S',
          row: 'FR-CALL-HOURS',
          reviewedOn: '2026-11-21',
        },
        remedies: ['send-later'],
        events: [],
      },
    ]);
  });

  it('open and close to the minute, with a break at noon', () => {
    const open = [french(10), french(12, 59), french(14), french(19, 59)];
    expect(open).toEqual([[], [], [], []]);
    for (const closed of [french(13), french(13, 59), french(20)]) expect(closed).toHaveLength(1);
  });

  it('are kept to on every clock of a country, until somebody says which one is theirs', () => {
    const at = (hour: number) => Date.UTC(2026, 4, 5, hour);
    const zones = (hour: number, timeZone?: string) =>
      toldOn([agreed, isIn('US', timeZone === undefined ? {} : { timeZone })], {
        channel: 'phone',
        at: at(hour),
      }).reasons.map(({ params }) => params['zone']);
    expect(zones(11)).toEqual(['America/New_York']);
    expect(zones(13)).toEqual(['America/Los_Angeles']);
    expect(zones(13, 'America/New_York')).toEqual([]);
    expect(zones(16)).toEqual([]);
  });

  it('leave out holidays where the law says so, and only there', () => {
    const noon = Date.UTC(2026, 4, 5, 9);
    expect(call('FR', noon, { FR: ['2026-05-05'] })).toHaveLength(1);
    expect(call('FR', noon, { FR: ['2026-05-06'] })).toEqual([]);
    const afternoon = Date.UTC(2026, 4, 5, 18);
    expect(call('US', afternoon, { US: ['2026-05-05'] })).toEqual([]);
  });
});
