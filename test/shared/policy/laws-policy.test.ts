import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endAfterMonths } from '../../../shared/calendar.ts';
import type { CountryEvidence } from '../../../shared/consent/facts.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { contents } from '../../../shared/policy/jurisdiction.ts';
import { simulate } from '../../../shared/policy/simulate.ts';
import {
  anyAsk,
  anyEvents,
  anyPolicy,
  ask,
  countries,
  day,
  decideOn,
  event,
  isIn,
  now,
  strength,
} from '../arbitraries.ts';

const inferred: fc.Arbitrary<CountryEvidence> = fc.record({
  country: fc.constantFrom(...countries),
  source: fc.constantFrom('profile', 'organisation', 'domain', 'phone-prefix'),
});

/** Ways to make a policy ask for less. */
const widenings: readonly ((policy: Policy) => Policy)[] = [
  (p) => ({ ...p, strictness: 'lawful' }),
  (p) => ({ ...p, quietHours: null }),
  (p) => ({ ...p, holidays: {} }),
  (p) => ({ ...p, frequency: [] }),
  (p) => ({ ...p, contents: 'off', firstContactNotice: 'off' }),
  (p) => ({ ...p, screening: { default: 'off', byCategory: {} } }),
  (p) => ({ ...p, softOptIn: true }),
  (p) => ({ ...p, consent: { ...p.consent, expiresAfterMonths: null } }),
  (p) => ({
    ...p,
    consent: { ...p.consent, doubleOptIn: false, noticeRequired: false },
    jurisdictions: {},
  }),
  (p) => ({ ...p, jurisdictions: Object.fromEntries(countries.map((code) => [code, off])) }),
  (p) => ({ ...p, overrides: { law: ['rep'], organisation: ['rep'], machine: ['rep'] } }),
];
const off = {
  strictness: 'off',
  justification: { text: 'counsel of 2026-01-02', by: 'dpo', on: '2026-01-02' },
} as const;

describe('laws of the policy', () => {
  it('law 18: where two places apply, neither yields a softer verdict than it would alone', () => {
    fc.assert(
      fc.property(anyEvents, inferred, inferred, anyPolicy, (events, one, other, policy) => {
        const { marks } = foldEvents(
          events.filter(({ type }) => type !== 'described'),
          { at: now },
        );
        const verdictIn = (...where: CountryEvidence[]) =>
          strength(decide(policy, { marks, traits: { countries: where } }, ask));
        const both = verdictIn(one, { ...other, source: 'profile' }, one);
        expect(both).toBeGreaterThanOrEqual(
          Math.max(verdictIn(one), verdictIn({ ...other, source: 'profile' })),
        );
      }),
    );
  });

  it('law 19: the sender’s own law never makes a verdict softer', () => {
    fc.assert(
      fc.property(anyEvents, fc.constantFrom(...countries), (events, country) => {
        const abroad = { ...defaultPolicy, sender: { ...defaultPolicy.sender, country } };
        expect(strength(decideOn(events, {}, abroad))).toBeGreaterThanOrEqual(
          strength(decideOn(events, {}, defaultPolicy)),
        );
      }),
    );
  });

  it('law 20: asking for less never turns an allowed message into a stopped one', () => {
    fc.assert(
      fc.property(
        anyEvents,
        anyAsk,
        anyPolicy,
        fc.constantFrom(...widenings),
        (events, question, policy, widen) => {
          expect(strength(decideOn(events, question, widen(policy)))).toBeLessThanOrEqual(
            strength(decideOn(events, question, policy)),
          );
        },
      ),
    );
  });

  it('law 21: every reason against a message has a citation, a step and something one can do', () => {
    fc.assert(
      fc.property(anyEvents, anyAsk, anyPolicy, (events, question, policy) => {
        const { verdict, reasons } = decideOn(events, question, policy);
        if (verdict !== 'allow')
          expect(reasons.some((reason) => reason.verdict === verdict)).toBe(true);
        for (const reason of reasons) {
          expect(reason.citation.text).not.toBe('');
          expect(reason.remedies.length).toBeGreaterThan(0);
          expect(reason.step).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it('law 22: reasons stand in the order of evaluation', () => {
    fc.assert(
      fc.property(anyEvents, anyAsk, anyPolicy, (events, question, policy) => {
        const steps = decideOn(events, question, policy).reasons.map(({ step }) => step);
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
      }),
    );
  });

  it('law 23: a purpose that nobody declared is never judged more softly than direct marketing', () => {
    fc.assert(
      fc.property(anyEvents, anyPolicy, (events, policy) => {
        const quiet = events.filter(({ purpose }) => purpose !== 'newsletter');
        expect(strength(decideOn(quiet, { purpose: 'made-up' }, policy))).toBeGreaterThanOrEqual(
          strength(decideOn(quiet, {}, policy)),
        );
      }),
    );
  });

  it('law 24: calling a message service does not help without a relationship on record', () => {
    fc.assert(
      fc.property(anyEvents, anyPolicy, (events, policy) => {
        const strangers = events.filter(({ type }) => type !== 'relationship-recorded');
        const service = decideOn(strangers, { purpose: 'service' }, policy);
        expect(service.purpose).toBe('direct-marketing');
        expect(service.verdict).toBe(decideOn(strangers, {}, policy).verdict);
      }),
    );
  });

  it('law 25: a consent counts to the last millisecond of its last day, and not after', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Los_Angeles',
      'Asia/Kolkata',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(
        fc.integer({ min: now - 3000 * day, max: now }),
        fc.integer({ min: 1, max: 60 }),
        zones,
        (since, months, timeZone) => {
          const policy = {
            ...defaultPolicy,
            consent: { ...defaultPolicy.consent, expiresAfterMonths: months },
          };
          const events = [
            event({ type: 'given', occurredAt: since }),
            isIn('ZA', { timeZone }),
          ].map((e) => ({
            ...e,
            occurredAt: Math.min(e.occurredAt, since),
            recordedAt: Math.min(e.recordedAt, since),
          }));
          const end = endAfterMonths(since, months, timeZone);
          expect(decideOn(events, { at: end - 1 }, policy).verdict).toBe('allow');
          expect(decideOn(events, { at: end }, policy).reasons).toMatchObject([
            { says: 'evidence.expired' },
          ]);
        },
      ),
    );
  });

  it('law 26: what the caller did not look for in the message is not held against it; more missing is never softer', () => {
    const contains = fc.dictionary(fc.constantFrom(...contents), fc.boolean());
    fc.assert(
      fc.property(contains, fc.constantFrom(...countries), anyPolicy, (found, country, policy) => {
        const events = [
          isIn(country),
          event({ type: 'confirmed', noticeVersion: '1', occurredAt: now - day }),
        ];
        const silent = decideOn(events, {}, policy);
        expect(silent.reasons.filter(({ rule }) => rule === 'contents')).toEqual([]);
        const all = Object.fromEntries(contents.map((one) => [one, false]));
        const some = strength(decideOn(events, { message: { contains: found } }, policy));
        expect(some).toBeGreaterThanOrEqual(strength(silent));
        expect(
          strength(decideOn(events, { message: { contains: all } }, policy)),
        ).toBeGreaterThanOrEqual(some);
      }),
    );
  });

  it('law 27: one more contact never makes a verdict softer', () => {
    fc.assert(
      fc.property(
        anyEvents,
        anyPolicy,
        fc.constantFrom('ZA', 'US', 'DE'),
        (events, policy, country) => {
          const people = [isIn(country), ...events.filter(({ type }) => type !== 'described')];
          const more = event({ id: 'one-more', type: 'contacted', occurredAt: now - day });
          expect(strength(decideOn([...people, more], {}, policy))).toBeGreaterThanOrEqual(
            strength(decideOn(people, {}, policy)),
          );
        },
      ),
    );
  });

  it('law 28: a policy against itself changes nothing, and a simulation counts everybody once', () => {
    const contacts = fc.array(anyEvents, { maxLength: 5 });
    fc.assert(
      fc.property(contacts, anyPolicy, anyPolicy, (people, before, after) => {
        const asked = people.map((events, index) => ({
          id: String(index),
          facts: foldEvents(events, { at: now }),
          ask,
        }));
        expect(simulate(before, before, asked).changes).toEqual([]);
        const { moves } = simulate(before, after, asked);
        const counted = Object.values(moves).flatMap((to) => Object.values(to));
        expect(counted.reduce((sum, n) => sum + n, 0)).toBe(people.length);
      }),
    );
  });
});
