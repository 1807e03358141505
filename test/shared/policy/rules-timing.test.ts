import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, day, event, isIn, now, toldOn } from '../arbitraries.ts';

const given = event({ type: 'given', purpose: 'all', channel: 'all' });
const reasonsUnder = (
  change: Partial<Policy>,
  events: readonly ConsentEvent[] = [],
  asked: Parameters<typeof toldOn>[1] = {},
) => toldOn([given, ...events], asked, { ...defaultPolicy, ...change }).reasons;

describe('the limit on how often', () => {
  const cap = {
    max: 2,
    days: 30,
    channels: ['email' as const, 'linkedin' as const],
    severity: 'block' as const,
  };
  const sent = (id: string, ago: number, channel: ConsentEvent['channel'] = 'email') =>
    event({ id, type: 'contacted', channel, occurredAt: now - ago });
  const two = [sent('a', day), sent('b', 2 * day)];
  const told = (events: readonly ConsentEvent[], change: object = {}) =>
    reasonsUnder({ frequency: [{ ...cap, ...change }] }, events);

  it('tells how many there were, in how many days, and how many may be', () => {
    expect(told(two)).toEqual([
      {
        rule: 'frequency',
        step: 10,
        verdict: 'block',
        decidedBy: 'organisation',
        overridable: false,
        says: 'frequency',
        params: { count: 2, days: 30, max: 2 },
        citation: { text: "Your organisation's limit on how often", confidence: 'P' },
        remedies: ['send-later'],
        events: [],
      },
    ]);
  });

  it('is reached by as many as it allows, and not by one fewer', () => {
    expect(told(two.slice(1))).toEqual([]);
    expect(told([...two, sent('c', 3 * day)])[0]!.params).toMatchObject({ count: 3 });
  });

  it('counts over the channels that count together, and what went to all of them', () => {
    expect(told([sent('a', day), sent('b', day, 'linkedin')])).toHaveLength(1);
    expect(told([sent('a', day), sent('b', day, 'all')])).toHaveLength(1);
    expect(told([sent('a', day), sent('b', day, 'phone')])).toEqual([]);
  });

  it('looks back to the very instant, and no further', () => {
    expect(told([sent('a', day), sent('b', 30 * day - 1)])).toHaveLength(1);
    expect(told([sent('a', day), sent('b', 30 * day)])).toEqual([]);
    expect(told([sent('a', day), sent('b', 0)])).toHaveLength(1);
  });

  it('counts what was sent by then, and nothing that came after', () => {
    const at = now - 12 * 3_600_000;
    const sentLater = [sent('a', day), sent('b', 1)];
    const facts = { frequency: [cap] };
    expect(reasonsUnder(facts, sentLater, { at })).toEqual([]);
    // Also where the facts were put together later than the question is about.
    const policy = { ...defaultPolicy, frequency: [cap] };
    const asked = (when: number) =>
      decide(policy, foldEvents([given, ...sentLater], { at: now }), { ...ask, at: when }).reasons;
    expect([asked(at).length, asked(now).length]).toEqual([0, 1]);
  });

  it('warns where the policy wants a warning: then anybody may go on', () => {
    expect(told(two, { severity: 'warn' })).toMatchObject([{ verdict: 'warn', overridable: true }]);
    expect(told(two, { severity: 'off' })).toEqual([]);
  });

  it('says nothing on a channel that it does not name, or to what is no marketing', () => {
    expect(reasonsUnder({ frequency: [cap] }, two, { channel: 'phone' })).toEqual([]);
    const contract = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    const service = { purpose: 'service' };
    expect(reasonsUnder({ frequency: [cap] }, [...two, contract], service)).toEqual([]);
  });

  it('may be overridden by those whom the policy names', () => {
    const [reason] = reasonsUnder({ frequency: [cap] }, two, { role: 'admin' });
    expect(reason!.overridable).toBe(true);
  });

  it('can be several limits: each that is reached speaks', () => {
    const caps = [cap, { ...cap, max: 1, days: 7 }, { ...cap, max: 9 }];
    const counts = reasonsUnder({ frequency: caps }, two).map(({ params }) => params['days']);
    expect(counts).toEqual([30, 7]);
  });
});

describe('quiet hours of the policy', () => {
  // `now` is a Tuesday, 09:00 in UTC and 11:00 in Berlin.
  const hours = {
    from: '20:15',
    to: '08:05',
    days: [1, 2, 3, 4, 5],
    channels: ['email', 'phone'],
    severity: 'warn',
  } as Policy['quietHours'] & object;
  const told = (change: object, asked: Parameters<typeof toldOn>[1] = {}) =>
    reasonsUnder({ quietHours: { ...hours, ...change } as typeof hours }, [], asked);
  const clock = (hour: number, minute: number) => ({ at: Date.UTC(2026, 4, 5, hour, minute) });

  it('tell the day, the time and the clock that they go by', () => {
    expect(told({ from: '08:00', to: '10:00' }, clock(9, 7))).toEqual([
      {
        rule: 'quiet-hours',
        step: 10,
        verdict: 'warn',
        decidedBy: 'organisation',
        overridable: true,
        says: 'quiet-hours',
        params: { date: '2026-05-05', time: '09:07', zone: 'UTC' },
        citation: { text: "Your organisation's quiet hours", confidence: 'P' },
        remedies: ['send-later', 'override-with-reason'],
        events: [],
      },
    ]);
  });

  it.each([
    [20, 14, 0],
    [20, 15, 1],
    [23, 59, 1],
    [0, 0, 1],
    [8, 4, 1],
    [8, 5, 0],
    [12, 0, 0],
  ])('over midnight: at %i:%i they speak %i times', (hour, minute, times) => {
    expect(told({}, clock(hour, minute))).toHaveLength(times);
  });

  it.each([
    [12, 29, 0],
    [12, 30, 1],
    [13, 44, 1],
    [13, 45, 0],
  ])('within a day: at %i:%i they speak %i times', (hour, minute, times) => {
    expect(told({ from: '12:30', to: '13:45' }, clock(hour, minute))).toHaveLength(times);
  });

  it('cover the whole of a day that is not for writing', () => {
    expect(told({ days: [1, 3, 4, 5] })).toHaveLength(1);
    expect(told({ days: [2] })).toEqual([]);
  });

  it('keep to their channels and to marketing, and can be off', () => {
    expect(told({ channels: ['phone'] }, clock(22, 0))).toEqual([]);
    expect(told({ severity: 'off' }, clock(22, 0))).toEqual([]);
    expect(reasonsUnder({ quietHours: null }, [], clock(22, 0))).toEqual([]);
    const contract = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    const service = { purpose: 'service', ...clock(22, 0) };
    expect(reasonsUnder({ quietHours: hours }, [contract], service)).toEqual([]);
  });

  it('block where the policy says so, and only those whom it names may override that', () => {
    const at = clock(22, 0);
    expect(told({ severity: 'block' }, at)).toMatchObject([
      { verdict: 'block', overridable: false },
    ]);
    expect(told({ severity: 'block' }, { ...at, role: 'dpo' })).toMatchObject([
      { verdict: 'block', overridable: true },
    ]);
  });

  it('hold on a holiday of the recipient’s place, and not of the sender’s', () => {
    const holidays = { DE: ['2026-05-05'] };
    const noted = { holidays, quietHours: hours };
    expect(reasonsUnder(noted, [isIn('DE')])).toHaveLength(1);
    expect(reasonsUnder({ ...noted, holidays: { DE: ['2026-05-06'] } }, [isIn('DE')])).toEqual([]);
    const sender = { country: 'DE', timeZone: 'UTC' };
    expect(reasonsUnder({ ...noted, sender }, [isIn('AT')])).toEqual([]);
  });

  it('hold on a holiday of any place where they may be', () => {
    const hints = ['FR', 'DE'].map((country, index) =>
      isIn(country, { countrySource: index === 0 ? 'domain' : 'profile' }),
    );
    const noted = { holidays: { DE: ['2026-05-05'] }, quietHours: hours };
    expect(reasonsUnder(noted, hints)).toHaveLength(1);
  });

  it('are quiet where any clock that may be theirs says so, and told once', () => {
    // 22:00 in UTC: the next morning in Tokyo, afternoon in New York, night in Berlin.
    const hints = (first: string, second: string) => [
      isIn(first, { countrySource: 'domain' }),
      isIn(second, { countrySource: 'profile' }),
    ];
    const zones = (first: string, second: string) =>
      reasonsUnder({ quietHours: hours }, hints(first, second), clock(22, 0)).map(
        ({ params }) => params['zone'],
      );
    expect(zones('DE', 'US')).toEqual(['Europe/Berlin']);
    expect(zones('US', 'DE')).toEqual(['Europe/Berlin']);
    expect(zones('DE', 'GB')).toEqual(['Europe/Berlin']);
  });

  it('go by the contact’s own zone, else by the place’s, else by the sender’s', () => {
    const at = clock(19, 0);
    const zones = [
      reasonsUnder({ quietHours: hours }, [isIn('DE', { timeZone: 'Asia/Tokyo' })], at),
      reasonsUnder({ quietHours: hours }, [isIn('DE')], at),
      reasonsUnder({ quietHours: hours, sender: { timeZone: 'Asia/Dubai' } }, [], at),
    ].map(([reason]) => reason?.params['zone']);
    expect(zones).toEqual(['Asia/Tokyo', 'Europe/Berlin', 'Asia/Dubai']);
  });
});
