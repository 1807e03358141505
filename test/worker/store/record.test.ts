import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { countingDatabase } from '../support/counting-database.ts';
import { withInterloper } from '../support/interloper.ts';
import { by, email, newEvent, newStore, now, rowsOf } from '../support/store.ts';

let orgId: string;
let store: Store;
beforeEach(async () => {
  const made = await newStore();
  orgId = made.organisation.id;
  store = made.store;
});

const seqs = async () => {
  const rows = await rowsOf<{ seq: number }>(
    'SELECT seq FROM events WHERE org_id = ? ORDER BY seq',
    orgId,
  );
  return rows.map(({ seq }) => seq);
};
const many = (count: number, more: Partial<NewEvent> = {}) =>
  Array.from({ length: count }, (_, at) => newEvent(`person${at}@example.com`, more));

describe('recordMany', () => {
  it('records thousands of events in one call, numbered in their order', async () => {
    const events = many(1600, { source: 'List of the fair' });
    const { events: receipts, refused, version } = await store.recordMany(events, by);
    expect([refused, version]).toEqual([[], 1600]);
    expect(receipts.map((receipt) => receipt?.id)).toEqual(events.map(({ id }) => id));
    const rows = await rowsOf<{ id: string }>(
      'SELECT id FROM events WHERE org_id = ? ORDER BY seq',
      orgId,
    );
    expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(await seqs()).toEqual(events.map((_, at) => at + 1));
  });

  it('takes as many statements for ten as for five hundred', async () => {
    const { db, count } = countingDatabase(env.DB);
    const counted = await storeFor({ ...env, DB: db }, orgId);
    const calls = [];
    for (const size of [10, 500]) {
      const before = { ...count };
      await counted.recordMany(
        many(size).map((each) => ({
          ...each,
          identifier: email(`${size}-${each.id}@example.com`),
        })),
        by,
      );
      calls.push([count.calls - before.calls, count.statements - before.statements]);
    }
    expect(calls[1]).toEqual(calls[0]);
    expect(calls[0]).toEqual([2, 7]);
  });

  it('leaves out what cannot be taken, says why, and records the rest', async () => {
    await store.record([newEvent('a@example.com', { id: 'taken' })], by);
    const events = [
      newEvent('b@example.com', { id: 'new' }),
      newEvent('b@example.com', { id: 'taken' }),
      newEvent('a@example.com', { id: 'taken' }),
      newEvent('c@example.com', { id: 'new' }),
      newEvent('c@example.com', { id: 'last' }),
    ];
    const { events: receipts, refused, version } = await store.recordMany(events, by);
    expect(refused.map(({ index, code }) => [index, code])).toEqual([
      [1, 'events.id-taken'],
      [3, 'events.id-taken'],
    ]);
    expect(receipts.map((receipt) => receipt?.id)).toEqual([
      'new',
      undefined,
      'taken',
      undefined,
      'last',
    ]);
    expect([version, await seqs()]).toEqual([3, [1, 2, 3]]);
  });

  it('answers a repeated call as the first, and stores nothing twice', async () => {
    const events = many(50);
    const first = await store.recordMany(events, by);
    const second = await store.recordMany(events, { ...by, now: now + 1000 });
    expect(second).toEqual(first);
    expect(await seqs()).toHaveLength(50);
  });

  it('makes one contact of several events about one address', async () => {
    const events = ['1', '2', '3'].map(() => newEvent('same@example.com'));
    const { events: receipts } = await store.recordMany(events, by);
    expect(new Set(receipts.map((receipt) => receipt?.contact)).size).toBe(1);
  });

  it('loses nothing where several write the same people and events at once', async () => {
    const events = many(40);
    const calls = await Promise.all(
      Array.from({ length: 4 }, (_, at) =>
        store.recordMany([...events, newEvent(`own${at}@example.com`)], by),
      ),
    );
    for (const { events: receipts, refused } of calls) {
      expect(refused).toEqual([]);
      expect(receipts.slice(0, 40)).toEqual(calls[0]!.events.slice(0, 40));
    }
    expect(await seqs()).toEqual(Array.from({ length: 44 }, (_, at) => at + 1));
    const contacts = await rowsOf('SELECT id FROM contacts WHERE org_id = ?', orgId);
    expect(contacts).toHaveLength(44);
  });
});

describe('where somebody else was faster', () => {
  const person = newEvent('a@example.com', { type: 'contacted' });
  const storeAfter = (sql: string, work: () => Promise<unknown>) =>
    storeFor({ ...env, DB: withInterloper(env.DB, sql, work) }, orgId);

  it.each([
    ['made the same contact', [person], newEvent('b@example.com'), newEvent('b@example.com')],
    ['recorded the same event', [person], newEvent('a@example.com'), undefined],
    ['recorded the same event of somebody new', [], newEvent('a@example.com'), undefined],
  ])('and %s, the event is recorded once', async (_, before, event, theirs) => {
    if (before.length > 0) await store.record(before, by);
    const racing = await storeAfter('INTO events', () => store.record([theirs ?? event], by));
    const { events, version } = await racing.record([event], { ...by, now: now + 5 });
    expect(events[0]!.recordedAt).toBe(theirs ? now + 5 : now);
    expect([version, (await seqs()).length]).toEqual(
      theirs ? [before.length + 2, before.length + 2] : [before.length + 1, before.length + 1],
    );
  });

  it('and brought somebody back first, their key is kept', async () => {
    const { events } = await store.record([newEvent('a@example.com')], by);
    const erasure = { ...by, method: 'reply', reason: 'asked-by-the-person' } as const;
    await store.erase(events[0]!.contact, erasure);
    const yes = (id: string) =>
      newEvent('a@example.com', {
        id,
        type: 'given',
        method: 'web-form',
        occurredAt: now + 1,
        evidence: id,
      });
    const at = { ...by, now: now + 2 };
    const racing = await storeAfter('INTO events', () => store.record([yes('first')], at));
    await racing.record([yes('second')], at);
    const { events: all, texts } = await store.contacts.events(events[0]!.contact);
    const evidence = (await texts(all)).map((text) => text.evidence);
    expect(evidence).toEqual(expect.arrayContaining(['first', 'second']));
  });
});

describe('record', () => {
  it('records nothing when one event cannot be taken', async () => {
    await store.record([newEvent('a@example.com', { id: 'taken' })], by);
    const events = [newEvent('b@example.com'), newEvent('b@example.com', { id: 'taken' })];
    await expect(store.record(events, by)).rejects.toMatchObject({
      status: 409,
      code: 'events.id-taken',
      message: expect.stringContaining('events[1].id'),
    });
    expect(await seqs()).toEqual([1]);
    expect(await rowsOf('SELECT id FROM contacts WHERE org_id = ?', orgId)).toHaveLength(1);
  });

  it.each(['id', 'purpose', 'language', 'noticeVersion', 'registry', 'corrects'] as const)(
    'refuses a %s that the log could not be made again from',
    async (field) => {
      for (const text of ['a\0b', 'a\ud800', '', 'a\nb'])
        await expect(
          store.record([newEvent('a@example.com', { [field]: text })], by),
        ).rejects.toMatchObject({ status: 400, code: 'events.text' });
      expect(await seqs()).toEqual([]);
    },
  );

  it('gives ids to new contacts that lie after those there were', async () => {
    const first = await store.record(many(3), by);
    const second = await store.record([newEvent('later@example.com')], { ...by, now: now + 1 });
    const ids = [...first.events, ...second.events].map(({ contact }) => contact);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('finds each of them again', async () => {
    await store.record(many(20), by);
    const facts = await store.factsFor(many(20).map(({ identifier }) => identifier));
    expect(facts.map(({ marks }) => marks.map(({ type }) => type))).toEqual(
      facts.map(() => ['objected']),
    );
    expect(await store.factsFor([email('nobody@example.com')])).toEqual([{ marks: [] }]);
  });
});
