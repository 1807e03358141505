import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import type { StateQuestion } from '../../../shared/consent/state.ts';
import { consentStatuses, stateAt, stateOf } from '../../../shared/consent/state.ts';
import { anyEvents, day, event, now } from '../arbitraries.ts';

const question: StateQuestion = { at: now, purposes: ['direct-marketing'], channel: 'email' };
const state = (events: readonly ConsentEvent[], change: Partial<StateQuestion> = {}) =>
  stateAt(events, { ...question, ...change });
const status = (events: readonly ConsentEvent[], change: Partial<StateQuestion> = {}) =>
  state(events, change).status;

const given = event({ type: 'given', occurredAt: now - 30 * day });
const third = Date.UTC(2026, 4, 3, 12);

describe('the state of a consent', () => {
  it('is unknown where nothing is on record', () => {
    expect(state([])).toEqual({ status: 'dpv:ConsentUnknown', events: [] });
  });

  it('is requested, and dates from the request', () => {
    const asked = event({ type: 'requested' });
    expect(state([asked])).toEqual({
      status: 'dpv:ConsentRequested',
      since: asked.occurredAt,
      events: [asked.id],
    });
  });

  it('is given, on the basis of consent, until its end', () => {
    expect(state([{ ...given, until: now + day }])).toEqual({
      status: 'dpv:ConsentGiven',
      basis: 'dpv:Consent',
      since: given.occurredAt,
      until: now + day,
      events: [given.id],
    });
  });

  it('stays given when it is confirmed, and is renewed when it is given again', () => {
    const confirmed = event({ type: 'confirmed', occurredAt: now - 29 * day });
    expect(status([given, confirmed])).toBe('dpv:ConsentGiven');
    const again = event({ type: 'given', id: 'again', occurredAt: now - day });
    expect(state([given, again])).toMatchObject({
      status: 'dpv:RenewedConsentGiven',
      since: now - day,
      events: [given.id, 'again'],
    });
  });

  it('has expired from the very instant of its end, and has no basis then', () => {
    const until = now + day;
    expect(status([{ ...given, until }], { at: until - 1 })).toBe('dpv:ConsentGiven');
    const expired = state([{ ...given, until }], { at: until });
    expect(expired).toMatchObject({ status: 'dpv:ConsentExpired', since: until });
    expect(expired).not.toHaveProperty('basis');
    expect(expired).not.toHaveProperty('until');
  });

  it('expires by the policy’s calendar months too, whichever comes first', () => {
    const may = event({ type: 'given', occurredAt: Date.UTC(2026, 0, 31, 10) });
    const berlin = { expiresAfterMonths: 1, timeZone: 'Europe/Berlin' };
    const lastDay = Date.UTC(2026, 1, 28, 23) - 1;
    expect(status([may], { ...berlin, at: lastDay })).toBe('dpv:ConsentGiven');
    expect(status([may], { ...berlin, at: lastDay + 1 })).toBe('dpv:ConsentExpired');
    expect(state([may], { ...berlin, at: lastDay }).until).toBe(lastDay + 1);
    expect(state([may], { expiresAfterMonths: 1, at: lastDay }).until).toBe(Date.UTC(2026, 2, 1));
    const sooner = { ...may, until: Date.UTC(2026, 1, 10) };
    expect(state([sooner], { ...berlin, at: Date.UTC(2026, 1, 1) }).until).toBe(sooner.until);
    expect(status([may], { expiresAfterMonths: null })).toBe('dpv:ConsentGiven');
  });

  it.each([
    ['refused', 'dpv:ConsentRefused', undefined],
    ['withdrawn', 'dpv:ConsentWithdrawn', undefined],
    ['objected', 'dpv:ConsentWithdrawn', 'dpv:LegitimateInterestObjected'],
    ['complained', 'dpv:ConsentWithdrawn', 'dpv:LegitimateInterestObjected'],
    ['restricted', 'dpv:ConsentInvalidated', undefined],
    ['bounced', 'dpv:ConsentInvalidated', undefined],
    ['suppressed', 'dpv:ConsentRevoked', undefined],
  ] as const)('after "%s" is %s, whatever was given before', (type, expected, basis) => {
    const stop = event({ type });
    const found = state([given, stop]);
    expect(found.status).toBe(expected);
    expect(found.basis).toBe(basis);
    expect(found.since).toBe(stop.occurredAt);
    expect(found.events).toEqual([given.id, stop.id]);
  });

  it('is given again by the person’s own later act, not by a form that somebody filled in', () => {
    const no = event({ type: 'withdrawn' });
    const later = (change: Partial<ConsentEvent> & Pick<ConsentEvent, 'type'>) =>
      status([given, no, event({ id: 'later', occurredAt: now - day, ...change })]);
    expect(later({ type: 'confirmed' })).toBe('dpv:ConsentGiven');
    expect(later({ type: 'given', method: 'preference-page' })).toBe('dpv:RenewedConsentGiven');
    expect(later({ type: 'given', method: 'web-form' })).toBe('dpv:ConsentWithdrawn');
  });

  it('is that of the purposes above and of all channels, and of no other', () => {
    const no = event({ type: 'objected', purpose: 'direct-marketing', channel: 'all' });
    expect(status([no], { purposes: ['newsletter', 'direct-marketing'] })).toBe(
      'dpv:ConsentWithdrawn',
    );
    expect(status([no], { purposes: ['service'] })).toBe('dpv:ConsentUnknown');
    expect(status([given], { channel: 'sms' })).toBe('dpv:ConsentUnknown');
  });

  it('rests on a relationship while it lasts, and says what sort of basis that is', () => {
    const until = now + day;
    const bought = event({ type: 'relationship-recorded', ground: { kind: 'purchase' }, until });
    expect(state([bought])).toEqual({
      status: 'dpv:ConsentUnknown',
      basis: 'dpv:LegitimateInterest',
      since: bought.occurredAt,
      until,
      events: [bought.id],
    });
    expect(state([bought], { at: until })).toEqual({ status: 'dpv:ConsentUnknown', events: [] });
    const contract = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    const asked = event({ type: 'requested', occurredAt: now - day });
    expect(state([asked, contract])).toMatchObject({
      status: 'dpv:ConsentRequested',
      basis: 'dpv:ContractPerformance',
      events: [contract.id, asked.id],
    });
  });
});

describe('3 May', () => {
  const late = event({
    type: 'withdrawn',
    occurredAt: Date.UTC(2026, 4, 2, 15),
    recordedAt: Date.UTC(2026, 4, 9, 8),
  });

  it('what we knew on it is not what was true on it', () => {
    expect(status([given, late], { at: third })).toBe('dpv:ConsentGiven');
    expect(status([given, late], { at: third, knownAt: Date.UTC(2026, 4, 10) })).toBe(
      'dpv:ConsentWithdrawn',
    );
  });

  it('what was true before the act stays so, however late one asks', () => {
    const before = Date.UTC(2026, 4, 2, 14, 59);
    expect(status([given, late], { at: before, knownAt: now + 900 * day })).toBe(
      'dpv:ConsentGiven',
    );
  });

  it('a mistake is undone only from when the correction was known', () => {
    const wrong = event({ type: 'suppressed', occurredAt: third - 5 * day });
    const fix = event({ type: 'corrected', corrects: wrong.id, occurredAt: third + day });
    expect(status([wrong, fix], { at: third })).toBe('dpv:ConsentRevoked');
    expect(status([wrong, fix], { at: third + 2 * day })).toBe('dpv:ConsentUnknown');
  });

  it('a clock that ran ahead does not put an act off', () => {
    const ahead = event({ type: 'withdrawn', occurredAt: third + 2 * 60_000, recordedAt: third });
    expect(state([given, ahead], { at: third })).toMatchObject({
      status: 'dpv:ConsentWithdrawn',
      since: third,
    });
  });
});

describe('whatever the events', () => {
  const anyQuestion = fc.record({
    at: fc.integer({ min: now - 1000 * day, max: now + 200 * day }),
    knownAt: fc.integer({ min: now - 1000 * day, max: now + 200 * day }),
    purposes: fc.constantFrom(
      ['direct-marketing'],
      ['newsletter', 'direct-marketing'],
      ['service'],
    ),
    channel: fc.constantFrom('email' as const, 'phone' as const),
    expiresAfterMonths: fc.constantFrom(null, 1, 24),
  });

  it('their order and their doubles make no difference', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], {
              minLength: 2 * events.length,
            }),
          ),
        ),
        anyQuestion,
        ([events, shuffled], asked) => {
          expect(stateAt(shuffled, asked)).toEqual(stateAt(events, asked));
        },
      ),
    );
  });

  it('it is a status of DPV, since and until lie on both sides of the instant, and its events exist', () => {
    fc.assert(
      fc.property(anyEvents, anyQuestion, (events, asked) => {
        const { status: found, since, until, events: ids } = stateAt(events, asked);
        expect(consentStatuses).toContain(found);
        if (since !== undefined) expect(since).toBeLessThanOrEqual(asked.at);
        if (until !== undefined) expect(until).toBeGreaterThan(asked.at);
        expect(ids.filter((id) => !events.some((one) => one.id === id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('what was recorded later than one asks about changes nothing', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, anyQuestion, (events, more, asked) => {
        const later = more.map((one) => ({ ...one, recordedAt: asked.knownAt + 1 }));
        expect(stateAt([...events, ...later], asked)).toEqual(stateAt(events, asked));
      }),
    );
  });

  it('a valid consent has a basis, and nothing else rests on consent', () => {
    fc.assert(
      fc.property(anyEvents, anyQuestion, (events, asked) => {
        const { status: found, basis } = stateOf(foldEvents(events, asked), asked);
        const valid = found === 'dpv:ConsentGiven' || found === 'dpv:RenewedConsentGiven';
        expect(basis === 'dpv:Consent').toBe(valid);
      }),
    );
  });
});
