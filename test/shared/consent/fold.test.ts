import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { exactFacts, gatherFacts, wideFacts } from '../../../shared/consent/gather.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { anyEvents, day, event, isIn, now } from '../arbitraries.ts';

const types = (facts: { marks: readonly { type: string }[] }) => facts.marks.map((m) => m.type);

describe('foldEvents', () => {
  it('tells what was known on a day from what was true on it', () => {
    const late = event({ type: 'objected', occurredAt: now - 20 * day, recordedAt: now - 5 * day });
    expect(types(foldEvents([late], { at: now, knownAt: now - 6 * day }))).toEqual([]);
    expect(types(foldEvents([late], { at: now - 6 * day, knownAt: now }))).toEqual(['objected']);
  });

  it('leaves out what had not happened yet', () => {
    const future = event({ type: 'objected', occurredAt: now + 1, recordedAt: now + 1 });
    expect(types(foldEvents([future], { at: now }))).toEqual([]);
  });

  it('keeps a stop beside what lifted it, since a consent from before it stays void', () => {
    const no = event({ type: 'withdrawn' });
    const lift = event({ type: 'lifted', occurredAt: now - day });
    expect(types(foldEvents([no, lift], { at: now }))).toEqual(['withdrawn', 'lifted']);
  });

  it('keeps one of two different events under one id, whichever came first', () => {
    const a = event({ id: 'x', type: 'given' });
    const b = event({ id: 'x', type: 'objected' });
    expect(foldEvents([a, b], { at: now })).toEqual(foldEvents([b, a], { at: now }));
    expect(types(foldEvents([a, b], { at: now }))).toEqual(['objected']);
    const later = { ...a, occurredAt: a.occurredAt + 1 };
    for (const twins of [
      [a, later],
      [later, a],
      [a, later, a],
    ])
      expect(foldEvents(twins, { at: now }).marks).toMatchObject([{ since: a.occurredAt }]);
  });

  it('counts what was recorded, and happened, at the very instant, and not what came after', () => {
    const one = event({ type: 'objected', occurredAt: now - 2, recordedAt: now - 1 });
    const known = (at: number, knownAt: number) => types(foldEvents([one], { at, knownAt }));
    expect(known(now - 2, now - 1)).toEqual(['objected']);
    expect(known(now - 3, now - 1)).toEqual([]);
    expect(known(now - 2, now - 2)).toEqual([]);
  });

  it('carries nothing of an event that could identify anybody', () => {
    const secret = { source: 'form 7', evidence: 'mail of 3 May', identifierKey: 'email=a@b.c' };
    const given = event({ type: 'given', until: now + day, noticeVersion: 'n1', ...secret });
    const [mark] = foldEvents([given], { at: now }).marks;
    expect(Object.keys(mark!).sort()).toEqual(
      ['type', 'purpose', 'channel', 'since', 'until', 'event', 'method', 'noticed'].sort(),
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

describe('what was recorded by mistake, erased or described', () => {
  it('takes back a mistaken consent, but never a no', () => {
    const given = event({ type: 'given' });
    const no = event({ type: 'objected' });
    const correct = (id: string) =>
      event({ type: 'corrected', corrects: id, occurredAt: now - day });
    expect(types(foldEvents([given, correct('event-given')], { at: now }))).toEqual([]);
    expect(types(foldEvents([no, correct('event-objected')], { at: now }))).toEqual(['objected']);
  });

  it('leaves of an erased contact what forbids, and takes up what comes after', () => {
    const erased = event({ type: 'erased', occurredAt: now - 5 * day });
    const before = [event({ type: 'given' }), event({ type: 'withdrawn' }), isIn('DE')];
    const after = event({ id: 'later', type: 'given', occurredAt: now - day });
    const facts = foldEvents([...before, erased, after], { at: now });
    expect(types(facts)).toEqual(['withdrawn', 'given']);
    expect(facts.traits).toBeUndefined();
  });

  it('leaves of an erased contact what ended a no, and every register that lists them', () => {
    const erased = event({ type: 'erased', occurredAt: now - 5 * day });
    const stays = (['suppressed', 'released', 'lifted', 'registry-listed'] as const).map((type) =>
      event({ type }),
    );
    const goes = (
      ['given', 'confirmed', 'requested', 'contacted', 'notice-given', 'excepted'] as const
    ).map((type) => event({ type }));
    expect(types(foldEvents([...goes, ...stays, erased], { at: now })).sort()).toEqual(
      stays.map(({ type }) => type).sort(),
    );
    const same = event({ type: 'given', occurredAt: erased.occurredAt });
    expect(types(foldEvents([same, erased], { at: now }))).toEqual([]);
  });

  it('marks nothing by events about the record itself', () => {
    for (const type of ['described', 'corrected', 'merged', 'erased'] as const)
      expect(foldEvents([event({ type })], { at: now }).marks).toEqual([]);
  });

  it('knows the latest of each trait, and of each source for the country', () => {
    const moved = event({
      id: 'moved',
      type: 'described',
      traits: { country: 'FR', countrySource: 'profile', class: 'employee' },
    });
    expect(foldEvents([isIn('DE', { class: 'generic' }), moved], { at: now }).traits).toEqual({
      countries: [
        { country: 'DE', source: 'declared' },
        { country: 'FR', source: 'profile' },
      ],
      class: 'employee',
    });
  });

  it('keeps each trait that a later word says nothing of', () => {
    const described = (id: string, ago: number, traits: Partial<ConsentEvent['traits'] & object>) =>
      event({
        id,
        type: 'described',
        occurredAt: now - ago * day,
        traits: { countrySource: 'declared', ...traits },
      });
    const traits = (...events: ConsentEvent[]) => foldEvents(events, { at: now }).traits;
    const there = described('a', 3, { country: 'DE', timeZone: 'Europe/Berlin' });
    const works = described('b', 2, { class: 'employee' });
    expect(traits(works)).toEqual({ countries: [], class: 'employee' });
    expect(traits(there, works)).toEqual({
      countries: [{ country: 'DE', source: 'declared' }],
      class: 'employee',
      timeZone: 'Europe/Berlin',
    });
    expect(traits(described('c', 1, {}))).toBeUndefined();
  });

  it('lets an event with a clock that runs ahead happen when it was recorded', () => {
    const ahead = event({ type: 'objected', occurredAt: now + 1000, recordedAt: now - 1000 });
    expect(foldEvents([ahead], { at: now }).marks).toMatchObject([{ since: now - 1000 }]);
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

  it('puts nothing under a wide key once the person has lifted all of it', () => {
    const no = event({ type: 'objected', channel: 'email' });
    const lift = (channel: 'all' | 'phone') =>
      event({ type: 'lifted', channel, occurredAt: now - day });
    expect(types(wideFacts([no, lift('all')], { at: now }))).toEqual([]);
    expect(types(wideFacts([no, lift('phone')], { at: now }))).toEqual(['objected', 'lifted']);
  });

  it('keeps a bounce to the address that bounced', () => {
    const bounce = event({ type: 'bounced', identifierKey: 'email=a@example.com' });
    expect(types(exactFacts([bounce], 'email=a@example.com', { at: now }))).toEqual(['bounced']);
    expect(types(exactFacts([bounce], 'email=b@example.com', { at: now }))).toEqual([]);
    expect(types(wideFacts([bounce], { at: now }))).toEqual([]);
  });

  it('puts a register’s listing under the wide key, since a register can list a whole domain', () => {
    const listed = event({ type: 'registry-listed', registry: 'ECG' });
    expect(types(wideFacts([listed], { at: now }))).toEqual(['registry-listed']);
  });

  it('joins exact, wide and domain facts, each event once', () => {
    const no = wideFacts([event({ type: 'objected' })], { at: now });
    const facts = gatherFacts({ exact: 'e', wide: 'w', domains: ['d'] }, (key) =>
      key === 'd' ? wideFacts([event({ type: 'suppressed' })], { at: now }) : no,
    );
    expect(types(facts)).toEqual(['objected', 'suppressed']);
  });

  it('says of what came by a wide key whose it is, and of their own that it is their own', () => {
    const own = event({ type: 'objected' });
    const other = event({ id: 'other', type: 'suppressed', occurredAt: now - 20 * day });
    const facts = gatherFacts({ exact: 'e', wide: 'w', domains: ['d'] }, (key) =>
      key === 'e'
        ? exactFacts([own, isIn('DE')], 'e', { at: now })
        : wideFacts(key === 'w' ? [own] : [other, isIn('FR')], { at: now }),
    );
    expect(facts.marks.map((mark) => [mark.event, mark.of])).toEqual([
      ['other', 'other'],
      ['event-objected', undefined],
    ]);
    expect(facts.traits?.countries).toEqual([{ country: 'DE', source: 'declared' }]);
  });
});
