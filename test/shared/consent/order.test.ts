import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { foldEvents, standingEvents } from '../../../shared/consent/fold.ts';
import { covers, speaksOf } from '../../../shared/consent/scope.ts';
import { stateAt, stateOf } from '../../../shared/consent/state.ts';
import { day, event, now } from '../arbitraries.ts';

const ids = (events: readonly ConsentEvent[]) =>
  standingEvents(events, { at: now }).map(({ id }) => id);
const bothWays = (a: ConsentEvent, b: ConsentEvent) => [ids([a, b]), ids([b, a])];

describe('events of the same instant', () => {
  it('stand in the order in which they were recorded, then of their ids', () => {
    const at = now - day;
    const one = event({ id: 'b', type: 'given', occurredAt: at, recordedAt: at + 1 });
    const later = event({ id: 'a', type: 'given', occurredAt: at, recordedAt: at + 2 });
    const twin = { ...one, id: 'c' };
    expect(bothWays(one, later)).toEqual([
      ['b', 'a'],
      ['b', 'a'],
    ]);
    expect(bothWays(one, twin)).toEqual([
      ['b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('under one id are one event, whatever order its fields came in', () => {
    const one = event({ id: 'x', type: 'given', source: 'a' });
    const reordered = Object.fromEntries(Object.entries(one).toReversed()) as ConsentEvent;
    const other = { ...one, source: 'b' };
    for (const events of [
      [one, reordered, other],
      [other, reordered, one],
      [reordered, other],
    ])
      expect(standingEvents(events, { at: now })).toEqual([one]);
  });
});

describe('a mistake', () => {
  it('is taken back by a correction alone, not by another event that names it', () => {
    const given = event({ id: 'g', type: 'given' });
    const note = event({ id: 'n', type: 'contacted', corrects: 'g', occurredAt: now - day });
    expect(ids([given, note])).toEqual(['g', 'n']);
    expect(ids([given, { ...note, type: 'corrected' }])).toEqual(['n']);
  });
});

describe('a mark', () => {
  it('says how a consent was given, and of other events only what they did', () => {
    const detail = { method: 'spoken', noticeVersion: '3' } as const;
    const marks = (['given', 'objected', 'contacted'] as const).map(
      (type) => foldEvents([event({ type, ...detail })], { at: now }).marks[0]!,
    );
    expect(marks.map(({ method, noticed }) => [method, noticed])).toEqual([
      ['spoken', true],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(Object.keys(marks[1]!)).toEqual(['type', 'purpose', 'channel', 'since', 'event']);
  });

  it('carries what a relationship, a register and an exception are about', () => {
    const about = {
      ground: { kind: 'purchase' },
      registry: 'TPS',
      excepts: ['law'],
      until: now + day,
    } as const;
    const [mark] = foldEvents([event({ type: 'excepted', ...about, excepts: ['law'] })], {
      at: now,
    }).marks;
    expect(mark).toMatchObject(about);
  });
});

describe('a scope', () => {
  const scope = (purpose: string, channel: string) => ({ purpose, channel });
  const narrow = scope('news', 'email');

  it('covers what is the same or narrower, in purpose and channel alike', () => {
    for (const outer of [narrow, scope('all', 'email'), scope('news', 'all'), scope('all', 'all')])
      expect(covers(outer, narrow)).toBe(true);
    for (const outer of [scope('other', 'email'), scope('news', 'sms'), scope('other', 'all')])
      expect(covers(outer, narrow)).toBe(false);
    expect(covers(narrow, scope('all', 'email'))).toBe(false);
    expect(covers(narrow, scope('news', 'all'))).toBe(false);
  });

  it('speaks of a question about its purpose, or one below it, and its channel', () => {
    const path = ['webinars', 'news'];
    for (const one of [narrow, scope('all', 'email'), scope('webinars', 'all')])
      expect(speaksOf(one, path, 'email')).toBe(true);
    for (const one of [scope('other', 'email'), scope('news', 'sms')])
      expect(speaksOf(one, path, 'email')).toBe(false);
  });
});

describe('the state of a consent', () => {
  const question = { at: now, purposes: ['direct-marketing'], channel: 'email' } as const;
  const state = (...events: ConsentEvent[]) => stateAt(events, question);
  const given = event({ id: 'g', type: 'given', occurredAt: now - 30 * day });

  it('is that of a stop for as long as it lasts: a person’s lasts until they end it', () => {
    for (const type of ['suppressed', 'bounced'] as const) {
      expect(state(given, event({ type, until: now + 1 })).status).not.toBe('dpv:ConsentGiven');
      expect(state(given, event({ type, until: now })).status).toBe('dpv:ConsentGiven');
    }
    const no = event({ type: 'withdrawn', until: now - day });
    expect(state(given, no).status).toBe('dpv:ConsentWithdrawn');
  });

  it('rests on the stop and the last consent before it', () => {
    const again = event({ id: 'again', type: 'given', occurredAt: now - 20 * day });
    expect(state(given, again, event({ type: 'withdrawn' })).events).toEqual([
      'again',
      'event-withdrawn',
    ]);
  });

  it('is that of the instant that is asked about, whatever the facts hold of later', () => {
    const facts = foldEvents([given, event({ type: 'withdrawn' })], { at: now });
    expect(stateOf(facts, question).status).toBe('dpv:ConsentWithdrawn');
    expect(stateOf(facts, { ...question, at: now - 11 * day }).status).toBe('dpv:ConsentGiven');
  });

  it('rests on the consent that lasts longest, whichever was given last', () => {
    const until = (id: string, ago: number, end: number) =>
      event({ id, type: 'given', occurredAt: now - ago * day, until: now + end * day });
    for (const [first, second] of [
      [9, 3],
      [3, 9],
    ] as const)
      expect(state(until('a', 20, first), until('b', 10, second))).toMatchObject({
        until: now + 9 * day,
        since: now - (first === 9 ? 20 : 10) * day,
        events: ['a', 'b'],
      });
    expect(state(given, until('b', 10, -1))).toMatchObject({ status: 'dpv:RenewedConsentGiven' });
  });

  it('names a request and a relationship in the order of time', () => {
    const asked = (ago: number) => event({ type: 'requested', occurredAt: now - ago * day });
    const bought = event({ type: 'relationship-recorded', ground: { kind: 'purchase' } });
    expect(state(asked(20), bought).events).toEqual([asked(20).id, bought.id]);
    expect(state(asked(1), bought).events).toEqual([bought.id, asked(1).id]);
  });

  it('is not given again by a lift alone, nor by a consent of the instant that took it back', () => {
    const no = event({ type: 'withdrawn' });
    const lift = event({ type: 'lifted', occurredAt: now - day });
    for (const type of ['withdrawn', 'refused'] as const)
      expect(state(given, { ...no, type }, lift).status).toBe('dpv:ConsentUnknown');
    const same = { ...given, id: 'z', occurredAt: no.occurredAt, recordedAt: no.recordedAt };
    expect(state(same, no, lift).status).toBe('dpv:ConsentUnknown');
    const after = event({ id: 'a', type: 'given', occurredAt: no.occurredAt + 1 });
    expect(state(given, no, lift, after)).toMatchObject({
      status: 'dpv:RenewedConsentGiven',
      since: no.occurredAt + 1,
    });
  });
});
