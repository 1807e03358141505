import { describe, expect, it } from 'vitest';
import type { ConsentFacts, Mark } from '../../../shared/consent/facts.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { nextAllowed } from '../../../shared/policy/next-allowed.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

const day = 24 * 60 * 60_000;
/** A Tuesday. */
const tuesday = Date.UTC(2026, 4, 5);

const mark = (type: Mark['type'], since: number): Mark => ({
  type,
  since,
  purpose: 'direct-marketing',
  channel: 'email',
  event: `${type} ${since}`,
  ...(type === 'given' && { method: 'in-writing' }),
});
const agreed = mark('given', tuesday - 9 * day);
const inBerlin: ConsentFacts['traits'] = {
  countries: [{ country: 'DE', source: 'declared' }],
  timeZone: 'Europe/Berlin',
};

function next(marks: readonly Mark[], at: number, change: Partial<Policy> = {}) {
  const policy: Policy = { ...defaultPolicy, quietHours: null, frequency: [], ...change };
  const facts = { marks: [...marks], traits: inBerlin };
  return nextAllowed(policy, facts, {
    channel: 'email',
    purpose: 'direct-marketing',
    at,
    role: 'rep',
  });
}

const quietHours: NonNullable<Policy['quietHours']> = {
  from: '20:00',
  to: '08:00',
  days: [1, 2, 3, 4, 5],
  channels: ['email'],
  severity: 'block',
  publicHolidays: false,
};

describe('when somebody may be written to', () => {
  it('is now, when nothing stands against it', () => {
    expect(next([agreed], tuesday)).toBe(tuesday);
  });

  it('is when the quiet hours end, on the recipient’s clock and not sooner', () => {
    const night = tuesday + 21 * 3_600_000 + 7 * 60_000;
    // 08:00 on Wednesday in Berlin, which is two hours ahead in May.
    expect(next([agreed], night, { quietHours })).toBe(tuesday + day + 6 * 3_600_000);
  });

  it('is found to the quarter of an hour', () => {
    const early = tuesday + 10 * 60_000;
    const to = { ...quietHours, to: '08:15' };
    expect(next([agreed], early, { quietHours: to })).toBe(tuesday + 6.25 * 3_600_000);
  });

  it('is on Monday, when one does not write at the weekend', () => {
    const saturday = tuesday + 4 * day + 10 * 3_600_000;
    expect(next([agreed], saturday, { quietHours })).toBe(tuesday + 6 * day + 6 * 3_600_000);
  });

  it('is when they have been left in peace for long enough', () => {
    const frequency: Policy['frequency'] = [
      { max: 1, days: 7, channels: ['email'], severity: 'block' },
    ];
    const marks = [agreed, mark('contacted', tuesday - 2 * day)];
    const found = next(marks, tuesday, { frequency })!;
    expect(found).toBeGreaterThanOrEqual(tuesday + 5 * day);
    expect(found).toBeLessThanOrEqual(tuesday + 5 * day + 15 * 60_000);
  });

  it.each([
    ['a no', [agreed, mark('objected', tuesday - day)]],
    ['nothing on record', []],
  ] as const)('is not told by the clock when %s stands against it', (_, marks) => {
    expect(next(marks, tuesday + 12 * 3_600_000)).toBeUndefined();
    expect(next(marks, tuesday, { quietHours })).toBeUndefined();
  });

  it('is told though something else is warned of, which time does not mend', () => {
    const contents = { contents: 'warn' as const, quietHours };
    const policy: Policy = { ...defaultPolicy, frequency: [], ...contents };
    const facts = { marks: [agreed], traits: inBerlin };
    const message = { contains: { unsubscribe: false } };
    const night = tuesday + 21 * 3_600_000;
    const ask = { channel: 'email', purpose: 'direct-marketing', role: 'rep' } as const;
    expect(nextAllowed(policy, facts, { ...ask, at: night, message })).toBe(
      tuesday + day + 6 * 3_600_000,
    );
  });

  it('is promised for the last hour of the two months, and not for the next', () => {
    const most = 62 * day;
    const until = (end: number): Partial<Policy> => ({
      frequency: [{ max: 1, days: end / day, channels: ['email'], severity: 'block' }],
    });
    const written = [agreed, mark('contacted', tuesday - 1)];
    expect(next(written, tuesday, until(61 * day))).toBeLessThanOrEqual(tuesday + most);
    expect(next(written, tuesday, until(63 * day))).toBeUndefined();
  });

  it('is not promised further ahead than two months', () => {
    const frequency: Policy['frequency'] = [
      { max: 1, days: 365, channels: ['email'], severity: 'block' },
    ];
    expect(
      next([agreed, mark('contacted', tuesday - day)], tuesday, { frequency }),
    ).toBeUndefined();
  });
});
