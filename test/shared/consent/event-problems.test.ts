import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../shared/consent/check-event.ts';
import type { EventType } from '../../../shared/consent/event.ts';
import { day, event, now } from '../arbitraries.ts';

/** What whoever records an event that cannot be is told: the API, an import's report and the form show it. */
const told = (type: EventType, change: object = {}) => {
  const checked = checkEvent({ ...event({ type }), ...change }, { now });
  return checked.ok ? [] : checked.problems;
};

describe('who records an event that cannot be is told where it is wrong and how to mend it', () => {
  it.each([
    [
      'a time that has not come',
      () => told('objected', { occurredAt: now + day }),
      'event.in-the-future',
      'occurredAt',
      'It is 2026-05-05T09:00:00.000Z now; an event is recorded when it has happened.',
    ],
    [
      'a no with an end',
      () => told('withdrawn', { until: now }),
      'event.no-without-end',
      'until',
      "A person's no has no end: leave until out. Only they can end it.",
    ],
    [
      'an end before the beginning',
      () => told('given', { until: now - 20 * day }),
      'event.ends-before-it-begins',
      'until',
      'The end has to lie after the time it happened.',
    ],
    [
      'a no taken back without evidence',
      () => told('lifted', { method: 'reply' }),
      'event.lift-needs-evidence',
      'evidence',
      'Only the person can take back their no: give how they said it (method) and where that is on file (evidence).',
    ],
    [
      'a relationship that rests on nothing',
      () => told('relationship-recorded'),
      'event.ground-missing',
      'ground',
      'Say what the relationship rests on: { "kind": "purchase" }.',
    ],
    [
      'a register without a name',
      () => told('registry-listed'),
      'event.registry-missing',
      'registry',
      'Name the register, as in "TPS".',
    ],
    [
      'nothing of who they are',
      () => told('described'),
      'event.traits-missing',
      'traits',
      'Say who they are: { "country": "DE" }.',
    ],
    [
      'a clock that is nowhere',
      () => told('described', { traits: { timeZone: 'Europe/Utopia' } }),
      'event.time-zone-unknown',
      'traits.timeZone',
      'Give an IANA time zone such as Europe/Berlin.',
    ],
    [
      'a country that is none',
      () => told('described', { traits: { country: 'UK' } }),
      'event.country-unknown',
      'traits.country',
      'Give an ISO 3166 code: DE, GB, US-CA.',
    ],
    [
      'something that looks like no country',
      () => told('described', { traits: { country: 'germany' } }),
      'event.invalid',
      'traits.country',
      'Give an ISO 3166 code: DE, GB, US-CA.',
    ],
    [
      'a correction by what is none',
      () => told('given', { corrects: 'e1' }),
      'event.corrects-elsewhere',
      'corrects',
      'Only an event of type corrected takes another back.',
    ],
    [
      'a correction of nothing',
      () => told('corrected'),
      'event.corrects-missing',
      'corrects',
      'Give the id of the event that was recorded by mistake.',
    ],
    [
      'a consent for no identifier',
      () => told('confirmed', { identifierKey: '' }),
      'event.grant-without-identifier',
      'identifierKey',
      'A consent holds for one identifier: name it.',
    ],
  ])('%s', (_, tell, code, path, message) => {
    expect(tell()).toEqual([{ code, path, message }]);
  });

  it('an exception without its reason', () => {
    const [problem] = told('excepted');
    expect(problem!.message).toMatch(/^Say why this exception is made\.$/);
  });

  it('a value of the wrong kind, without saying it again', () => {
    const [problem] = told('given', { purpose: { 'jane@example.com': 1 } });
    expect(problem).toEqual({
      code: 'event.invalid',
      path: 'purpose',
      message: 'Must be text in quotes.',
    });
  });

  it('what is no event at all, where there is no path to name', () => {
    const checked = checkEvent('an event', { now });
    expect(!checked.ok && checked.problems).toEqual([
      { code: 'event.invalid', message: 'Must be an object {...}.' },
    ]);
  });
});

describe('nothing is wrong with', () => {
  it.each(['suppressed', 'bounced'] as const)(
    'an end to what was %s: it is no person’s',
    (type) => {
      expect(told(type, { until: now })).toEqual([]);
    },
  );

  it('an end to a consent, an entry in a register or an exception', () => {
    expect(told('given', { until: now })).toEqual([]);
    expect(told('registry-listed', { until: now, registry: 'TPS' })).toEqual([]);
    expect(told('excepted', { until: now, evidence: 'counsel' })).toEqual([]);
  });

  it('details that an event does not need', () => {
    const more = {
      registry: 'TPS',
      ground: { kind: 'purchase' },
      traits: { country: 'DE', timeZone: 'Europe/Berlin' },
    };
    expect(told('given', more)).toEqual([]);
  });
});
