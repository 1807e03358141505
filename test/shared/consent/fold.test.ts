import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactFacts, gatherFacts, wideFacts } from '../../../shared/consent/gather.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { anyEvents, day, event, now } from '../arbitraries.ts';

const types = (facts: { marks: readonly { type: string }[] }) => facts.marks.map((m) => m.type);

describe('foldEvents', () => {
  it('tells what was known on a day from what was true on it', () => {
    const late = event({ type: 'objected', occurredAt: now - 20 * day, recordedAt: now - 5 * day });
    expect(types(foldEvents([late], { at: now, knownAt: now - 6 * day }))).toEqual([]);
    expect(types(foldEvents([late], { at: now - 6 * day, knownAt: now }))).toEqual(['objected']);
  });

  it('leaves out what had not happened yet', () => {
    const future = event({ type: 'objected', occurredAt: now + 1, recordedAt: now });
    expect(types(foldEvents([future], { at: now }))).toEqual([]);
  });

  it('drops a stop that the person lifted wholly, and keeps one lifted in part', () => {
    const no = event({ type: 'objected', channel: 'all' });
    const lift = (channel: 'all' | 'email') =>
      event({ type: 'lifted', channel, occurredAt: now - day });
    expect(types(foldEvents([no, lift('all')], { at: now }))).toEqual(['lifted']);
    expect(types(foldEvents([no, lift('email')], { at: now }))).toEqual(['objected', 'lifted']);
  });

  it('keeps one of two different events under one id, whichever came first', () => {
    const a = event({ id: 'x', type: 'given' });
    const b = event({ id: 'x', type: 'objected' });
    expect(foldEvents([a, b], { at: now })).toEqual(foldEvents([b, a], { at: now }));
  });

  it('carries nothing of an event that could identify anybody', () => {
    const [mark] = foldEvents([event({ type: 'given', until: now + day, source: 'form 7' })], {
      at: now,
    }).marks;
    expect(Object.keys(mark!).sort()).toEqual(
      ['type', 'purpose', 'channel', 'since', 'until', 'event'].sort(),
    );
  });

  it('gives marks in the order of time whatever the order of events', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const times = foldEvents(events, { at: now }).marks.map(({ since }) => since);
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});

describe('gathering facts by key', () => {
  it('keeps a consent to the identifier that it names', () => {
    const given = event({ type: 'given', identifierKey: 'email=a@example.com' });
    expect(types(exactFacts([given], 'email=a@example.com', { at: now }))).toEqual(['given']);
    expect(types(exactFacts([given], 'email=b@example.com', { at: now }))).toEqual([]);
  });

  it('holds an objection for every identifier of the person', () => {
    const no = event({ type: 'objected', identifierKey: 'email=a@example.com' });
    expect(types(exactFacts([no], 'email=b@example.com', { at: now }))).toEqual(['objected']);
  });

  it('puts under a wide key what forbids and what ends it, and no permission', () => {
    const events = [event({ type: 'given' }), event({ type: 'withdrawn' })];
    expect(types(wideFacts(events, { at: now }))).toEqual(['withdrawn']);
    expect(types(wideFacts([event({ type: 'lifted' })], { at: now }))).toEqual([]);
  });

  it('joins exact, wide and domain facts, each event once', () => {
    const no = wideFacts([event({ type: 'objected' })], { at: now });
    const facts = gatherFacts({ exact: 'e', wide: 'w', domains: ['d'] }, (key) =>
      key === 'd' ? wideFacts([event({ type: 'suppressed' })], { at: now }) : no,
    );
    expect(types(facts)).toEqual(['objected', 'suppressed']);
  });
});
