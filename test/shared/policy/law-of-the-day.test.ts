import { describe, expect, it } from 'vitest';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { decide } from '../../../shared/policy/decide.ts';
import {
  isLaw,
  jurisdictionFor,
  lawEpoch,
  timeZoneOf,
} from '../../../shared/policy/jurisdictions/index.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { row } from './jurisdictions/rows.ts';

const nobody: ConsentFacts = {
  marks: [],
  traits: { countries: [{ country: 'FR', source: 'declared' }], class: 'individual' },
};
/** Noon in Paris, a Monday and a Tuesday, on either side of the change. */
const before = Date.UTC(2026, 7, 10, 10);
const after = Date.UTC(2026, 7, 11, 9);

function call(at: number) {
  const ask = { channel: 'phone', purpose: 'direct-marketing', role: 'rep', at } as const;
  return decide(defaultPolicy, nobody, ask);
}

describe('the law of the day', () => {
  it('judges a message by what was law when it was sent, in whichever order one asks', () => {
    expect(call(after).verdict).toBe('block');
    expect(call(before).verdict).toBe('allow');
    expect(call(after).reasons[0]!.citation.row).toBe('FR-CALL');
  });

  it('changes at midnight of the place, not of Greenwich', () => {
    const fr = jurisdictionFor('FR');
    const midnight = Date.parse('2026-08-11T00:00+02:00');
    const was = row('permission', 'FR-CALL-BEFORE');
    const is = row('permission', 'FR-CALL');
    expect([isLaw(was, fr, midnight - 1), isLaw(is, fr, midnight - 1)]).toEqual([true, false]);
    expect([isLaw(was, fr, midnight), isLaw(is, fr, midnight)]).toEqual([false, true]);
    expect(lawEpoch(midnight)).toBe(lawEpoch(midnight - 1) + 1);
  });

  it('holds for ever where no row says otherwise', () => {
    const [first] = jurisdictionFor('DE').rows;
    for (const at of [0, before, Date.UTC(2100, 0, 1)])
      expect(isLaw(first!, jurisdictionFor('DE'), at)).toBe(true);
    expect(lawEpoch(0)).toBe(0);
  });
});

describe('the zone in which days are counted', () => {
  it.each([
    ['PT', 'Europe/Lisbon'],
    ['GR', 'Europe/Athens'],
    ['DE', 'Europe/Berlin'],
    ['US-NY', 'America/New_York'],
    ['US-CA', 'America/Los_Angeles'],
    ['EU', 'Europe/Brussels'],
    ['KR', undefined],
  ])('of %s is %s', (code, zone) => {
    expect(timeZoneOf(code)).toBe(zone);
  });
});
