import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { foldEvents, happenedAt } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { roles } from '../../../shared/policy/policy.ts';
import {
  anyAsk,
  anyEvents,
  anyPolicy,
  ask,
  day,
  decideOn,
  event,
  now,
  strength,
} from '../arbitraries.ts';

/** The person's own later act: what alone may end a no. */
const isOwnYes = ({ type, method }: ConsentEvent) =>
  type === 'lifted' || type === 'confirmed' || (type === 'given' && method === 'preference-page');
const stoppedByPerson = (events: readonly ConsentEvent[], change = {}) =>
  decideOn(events, change).reasons.some(
    ({ decidedBy, verdict }) => decidedBy === 'person' && verdict === 'block',
  );

/** Events with at least one no to e-mail marketing that had happened and been recorded by `now`. */
const withNo = fc.tuple(anyEvents, fc.integer({ min: 1, max: 900 })).chain(([events, ago]) =>
  fc.constantFrom('objected', 'withdrawn', 'refused', 'complained', 'restricted').map((type) => ({
    no: event({ id: 'the-no', type: type as 'objected', occurredAt: now - ago * day }),
    others: events.filter((one) => !isOwnYes(one)),
  })),
);

describe('a person’s no', () => {
  it('law 1: stops marketing, whatever else is on record, under every policy', () => {
    fc.assert(
      fc.property(withNo, anyPolicy, ({ no, others }, policy) => {
        expect(decideOn([...others, no], {}, policy).verdict).toBe('block');
      }),
    );
  });

  it('law 2: cannot be overridden by any role', () => {
    fc.assert(
      fc.property(withNo, anyPolicy, fc.constantFrom(...roles), ({ no, others }, policy, role) => {
        const mine = decideOn([...others, no], { role }, policy).reasons.filter(({ events }) =>
          events.includes('the-no'),
        );
        expect(mine.length).toBeGreaterThan(0);
        for (const { overridable, verdict } of mine) {
          expect(overridable).toBe(false);
          expect(verdict).toBe('block');
        }
      }),
    );
  });

  it('law 3: more events never un-say it, unless the person spoke later', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (before, more) => {
        fc.pre(stoppedByPerson(before));
        expect(stoppedByPerson([...before, ...more.filter((one) => !isOwnYes(one))])).toBe(true);
      }),
    );
  });

  it('law 4: is ended by the person’s later act, and not by an earlier one or one at the same instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom('lifted', 'confirmed'),
        (days, type) => {
          const no = event({ type: 'objected', occurredAt: now - 20 * day });
          const yes = event({ type, occurredAt: now - 20 * day + days * day });
          expect(stoppedByPerson([no, yes])).toBe(days <= 0);
        },
      ),
    );
  });

  it('law 5: survives erasure', () => {
    fc.assert(
      fc.property(withNo, ({ no, others }) => {
        const erased = event({
          type: 'erased',
          purpose: 'all',
          channel: 'all',
          occurredAt: now - 1,
        });
        expect(stoppedByPerson([...others, no, erased])).toBe(true);
      }),
    );
  });

  it('law 6: cannot be taken back as recorded by mistake', () => {
    fc.assert(
      fc.property(withNo, ({ no, others }) => {
        const corrected = event({ type: 'corrected', corrects: 'the-no', occurredAt: now - 1 });
        expect(stoppedByPerson([...others, no, corrected])).toBe(true);
      }),
    );
  });

  it('law 7: holds for both when two records turn out to be one person', () => {
    fc.assert(
      fc.property(withNo, anyEvents, ({ no, others }, twin) => {
        const both = [...others, no, ...twin.filter((one) => !isOwnYes(one))];
        expect(stoppedByPerson(both)).toBe(true);
      }),
    );
  });

  it('law 8: is not lost when two events carry the same id', () => {
    fc.assert(
      fc.property(withNo, ({ no }) => {
        const twin = event({ ...no, type: 'given' });
        expect(stoppedByPerson([no, twin])).toBe(true);
        expect(stoppedByPerson([twin, no])).toBe(true);
      }),
    );
  });

  it('law 9: to one channel leaves the others as they were', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const before = decideOn(events, { channel: 'phone' });
        const no = event({ id: 'no', type: 'objected', channel: 'email' });
        expect(decideOn([...events, no], { channel: 'phone' })).toEqual(before);
      }),
    );
  });

  it('law 10: is not answered by an exception', () => {
    fc.assert(
      fc.property(withNo, ({ no, others }) => {
        const exception = event({
          type: 'excepted',
          excepts: ['law', 'organisation', 'machine'],
          occurredAt: now - 1,
        });
        expect(stoppedByPerson([...others, no, exception])).toBe(true);
      }),
    );
  });
});

describe('what counts', () => {
  it('law 11: the order in which events arrive does not matter', () => {
    const shuffled = anyEvents.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, anyAsk, ([events, other], question) => {
        expect(decideOn(other, question)).toEqual(decideOn(events, question));
      }),
    );
  });

  it('law 12: the same event twice counts once', () => {
    fc.assert(
      fc.property(anyEvents, anyAsk, (events, question) => {
        expect(decideOn([...events, ...events], question)).toEqual(decideOn(events, question));
      }),
    );
  });

  it('law 13: the same input gives the same output, and the input is left as it was', () => {
    fc.assert(
      fc.property(anyEvents, anyAsk, anyPolicy, (events, question, policy) => {
        const copies = structuredClone([events, policy] as const);
        const first = decideOn(events, question, policy);
        expect(decideOn(copies[0], question, copies[1])).toEqual(first);
        expect([events, policy]).toEqual(copies);
      }),
    );
  });

  it('law 14: what had not happened, or was not known yet, changes nothing', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: now - 500 * day, max: now }), (events, knownAt) => {
        const by = events.filter((e) => e.recordedAt <= knownAt && happenedAt(e) <= now);
        const all = foldEvents(events, { at: now, knownAt });
        expect(all).toEqual(foldEvents(by, { at: now, knownAt: now }));
      }),
    );
  });

  it('law 15: a stop of any kind never makes a verdict softer', () => {
    const stop = fc.constantFrom(
      'objected',
      'withdrawn',
      'bounced',
      'suppressed',
      'registry-listed',
    );
    fc.assert(
      fc.property(anyEvents, stop, anyPolicy, (events, type, policy) => {
        fc.pre(!events.some((one) => one.type === 'excepted'));
        const added = event({
          id: 'added',
          type: type as 'bounced',
          registry: 'TPS',
          occurredAt: now - 1,
        });
        expect(strength(decideOn([...events, added], {}, policy))).toBeGreaterThanOrEqual(
          strength(decideOn(events, {}, policy)),
        );
      }),
    );
  });

  it('law 16: a confirmed consent never makes a verdict harder', () => {
    fc.assert(
      fc.property(anyEvents, anyPolicy, (events, policy) => {
        const yes = event({
          id: 'yes',
          type: 'confirmed',
          occurredAt: now - 1,
          noticeVersion: '1',
        });
        expect(strength(decideOn([...events, yes], {}, policy))).toBeLessThanOrEqual(
          strength(decideOn(events, {}, policy)),
        );
      }),
    );
  });

  it('law 17: nobody’s role changes the verdict, only what they may override', () => {
    fc.assert(
      fc.property(anyEvents, anyPolicy, (events, policy) => {
        const facts = foldEvents(events, { at: now });
        const verdicts = roles.map((role) => decide(policy, facts, { ...ask, role }).verdict);
        expect(new Set(verdicts).size).toBe(1);
      }),
    );
  });
});
