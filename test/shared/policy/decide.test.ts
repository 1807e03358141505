import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { eventKind } from '../../../shared/consent/event.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Ask } from '../../../shared/policy/decision.ts';
import { defaultPolicy } from '../../../shared/policy/policy.ts';
import { anyEvents, day, event, now } from '../arbitraries.ts';

const ask: Ask = { channel: 'email', purpose: 'direct-marketing', at: now, role: 'rep' };
const decideOn = (events: readonly ConsentEvent[], change: Partial<Ask> = {}) =>
  decide(defaultPolicy, foldEvents(events, { at: now }), { ...ask, ...change });

describe('decide', () => {
  it('stops a message to somebody who objected, on their own decision, for everybody', () => {
    const { verdict, reasons } = decideOn([event({ type: 'objected' })], { role: 'admin' });
    expect(verdict).toBe('block');
    expect(reasons).toMatchObject([
      { rule: 'objection', decidedBy: 'person', overridable: false, events: ['event-objected'] },
    ]);
  });

  it('allows a message to somebody who consented', () => {
    expect(decideOn([event({ type: 'given' })])).toEqual({ verdict: 'allow', reasons: [] });
  });

  it('stops a message to somebody of whom nothing is known, and lets a reason override it', () => {
    const { verdict, reasons } = decideOn([]);
    expect(verdict).toBe('block');
    expect(reasons).toMatchObject([{ rule: 'unknown', decidedBy: 'machine', overridable: true }]);
  });

  it('keeps to the channel and the purpose that a withdrawal names', () => {
    const events = [
      event({ type: 'given', channel: 'all', purpose: 'all' }),
      event({ type: 'withdrawn', occurredAt: now - day, purpose: 'newsletter' }),
    ];
    expect(decideOn(events, { purpose: 'newsletter' }).verdict).toBe('block');
    expect(decideOn(events).verdict).toBe('allow');
    expect(decideOn(events, { purpose: 'newsletter', channel: 'phone' }).verdict).toBe('allow');
  });

  it('holds a no to direct marketing against a purpose below it', () => {
    const policy = {
      ...defaultPolicy,
      purposes: [{ id: 'direct-marketing' }, { id: 'webinars', parent: 'newsletter' }],
    };
    const facts = foldEvents([event({ type: 'objected' })], { at: now });
    expect(decide(policy, facts, { ...ask, purpose: 'webinars' }).verdict).toBe('block');
  });

  it('lets only a later act of the person end a no', () => {
    const no = event({ type: 'withdrawn' });
    const later = now - day;
    expect(decideOn([no, event({ type: 'given', occurredAt: later })]).verdict).toBe('block');
    expect(decideOn([no, event({ type: 'confirmed', occurredAt: later })]).verdict).toBe('allow');
    expect(
      decideOn([
        no,
        event({ type: 'lifted', occurredAt: later }),
        event({ type: 'given', occurredAt: later }),
      ]).verdict,
    ).toBe('allow');
  });

  it('gives a tie to the no', () => {
    const at = now - day;
    const events = [
      event({ type: 'objected', occurredAt: at }),
      event({ type: 'confirmed', occurredAt: at }),
    ];
    expect(decideOn(events).verdict).toBe('block');
  });

  it('takes an exception on record for what a machine decided, and still shows the reason', () => {
    const decision = decideOn([event({ type: 'excepted', until: now + day })]);
    expect(decision.verdict).toBe('allow');
    expect(decision.reasons).toMatchObject([{ rule: 'unknown', exceptedBy: 'event-excepted' }]);
  });

  it('takes an exception only for the deciders that it names', () => {
    const suppressed = event({ type: 'suppressed' });
    const machine = event({ type: 'excepted' });
    const organisation = event({ type: 'excepted', excepts: ['organisation'] });
    expect(decideOn([suppressed, machine]).verdict).toBe('block');
    expect(decideOn([suppressed, organisation]).verdict).toBe('allow');
  });

  it('never takes an exception for a person’s no', () => {
    const decision = decideOn([event({ type: 'objected' }), event({ type: 'excepted' })]);
    expect(decision.verdict).toBe('block');
  });

  it('stops what bounced and what the organisation suppressed', () => {
    expect(decideOn([event({ type: 'bounced' })]).reasons).toMatchObject([{ rule: 'bounce' }]);
    const suppressed = decideOn([event({ type: 'suppressed', channel: 'all' })]);
    expect(suppressed.reasons).toMatchObject([{ rule: 'suppression', overridable: false }]);
  });
});

describe('laws of decide', () => {
  const personal = (e: ConsentEvent) =>
    eventKind(e.type).by === 'person' && eventKind(e.type).effect === 'stop';

  it('more events never un-say a person’s no, unless the person spoke later', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (before, more) => {
        const spoken = decideOn(before).reasons.filter(({ decidedBy }) => decidedBy === 'person');
        fc.pre(spoken.length > 0);
        const others = more.filter(({ type }) => type !== 'lifted' && type !== 'confirmed');
        expect(decideOn([...before, ...others]).verdict).toBe('block');
      }),
    );
  });

  it('the order in which events arrive does not matter', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(decideOn(shuffled)).toEqual(decideOn(events));
        },
      ),
    );
  });

  it('the same event twice counts once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        expect(decideOn([...events, ...events])).toEqual(decideOn(events));
      }),
    );
  });

  it('the same input gives the same output, and the input is left as it was', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const copy = structuredClone(events);
        const first = decideOn(events);
        expect(decideOn(copy)).toEqual(first);
        expect(events).toEqual(copy);
      }),
    );
  });

  it('every reason against a message has a citation and something one can do', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        for (const reason of decideOn(events).reasons) {
          expect(reason.citation.text).not.toBe('');
          expect(reason.remedies.length).toBeGreaterThan(0);
          if (reason.decidedBy === 'person') expect(reason.overridable).toBe(false);
        }
      }),
    );
  });

  it('a person’s no within its scope and time always stops the message', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const [no] = events.filter(personal);
        fc.pre(no !== undefined && no.occurredAt <= now && no.recordedAt <= now);
        const quiet = events.filter(({ type }) => type !== 'lifted' && type !== 'confirmed');
        const channel = no.channel === 'all' ? 'email' : no.channel;
        const purpose = no.purpose === 'all' ? 'direct-marketing' : no.purpose;
        expect(decideOn(quiet, { channel, purpose }).verdict).toBe('block');
      }),
    );
  });
});
