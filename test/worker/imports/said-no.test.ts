import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import type { Store } from '../../../worker/store/store.ts';
import { by, email, newEvent, newStore, rowsOf } from '../support/store.ts';
import { beginList, eventsOf, linesOf, sendPart } from './lists.ts';

let store: Store;
beforeAll(async () => {
  ({ store } = await newStore());
});

let people = 0;
const somebody = () => `p${++people}@example.com`;
const given = { defaults: { type: 'given', occurredAt: '2026-11-20T00:00:00Z' } } as const;

/** Imports a consent of somebody after they said or did something; gives what the report says. */
async function consentAfter(
  said: Partial<NewEvent>[],
  { dryRun = false, address = somebody(), more = {} as object } = {},
) {
  if (said.length > 0)
    await store.record(
      said.map((each) => newEvent(address, each)),
      by,
    );
  const begun = await beginList(store, { ...given, ...more, dryRun });
  const done = await sendPart(store, begun, `email\n${address}\n`);
  const codes = (await linesOf(begun.id)).map(({ code, taken }) => `${code} ${taken}`);
  return { address, begun, done, codes };
}

const erasure = { ...by, method: 'in-writing', reason: 'asked-by-the-person' } as const;
const told = ['imports.said-no 1'];

describe('an import of consents', () => {
  it('takes those of people who never said no, without a word', async () => {
    const { done, codes } = await consentAfter([]);
    expect(done).toMatchObject({ taken: 1, noted: 0, events: 1 });
    expect(codes).toEqual([]);
  });

  it('records one of somebody who said no, changes nothing, and says so', async () => {
    const { done, codes, address } = await consentAfter([{ type: 'objected' }]);
    expect(codes).toEqual(told);
    expect(done).toMatchObject({ taken: 1, refused: 0, noted: 1, events: 1 });
    const [facts] = await store.factsFor([email(address)]);
    expect(facts!.marks.map(({ type }) => type).sort()).toEqual(['given', 'objected']);
  });

  it.each<[string, Partial<NewEvent>]>([
    ['long before', { occurredAt: Date.UTC(2020, 0) }],
    ['later', { occurredAt: Date.UTC(2026, 10, 20, 12) }],
    ['to every purpose and channel', { purpose: 'all', channel: 'all' }],
    ['by withdrawing', { type: 'withdrawn' }],
    ['by a complaint', { type: 'complained', purpose: 'all' }],
  ])('says so of a no that was said %s', async (_, no) => {
    expect((await consentAfter([no])).codes).toEqual(told);
  });

  it.each<[string, Partial<NewEvent>[]]>([
    ['to another channel', [{ channel: 'phone' }]],
    ['for another purpose', [{ purpose: 'surveys' }]],
    [
      'and that they lifted themselves',
      [{}, { type: 'lifted', occurredAt: by.now, evidence: 'form 3' }],
    ],
    ['by a machine alone', [{ type: 'bounced', method: 'provider-webhook' }]],
  ])('does not say so of a no %s', async (_, said) => {
    expect((await consentAfter(said)).codes).toEqual([]);
  });

  it('counts a no to marketing against a purpose below it', async () => {
    const more = { defaults: { ...given.defaults, purpose: 'newsletter' } };
    expect((await consentAfter([{}], { more })).codes).toEqual(told);
  });

  it('counts a no of the same mailbox under another tag', async () => {
    await store.record([newEvent('wide@example.com')], by);
    expect((await consentAfter([], { address: 'wide+news@example.com' })).codes).toEqual(told);
  });

  it('never ends a no, however the list says that they confirmed', async () => {
    const address = somebody();
    await store.record([newEvent(address)], by);
    const begun = await beginList(store, given);
    const text = `email,type,method,date\n${address},confirmed,web-form,2026-11-21T00:00:00Z\n${address},given,preference-page,2026-11-21T00:00:00Z\n`;
    await sendPart(store, begun, text);
    const [facts] = await store.factsFor([email(address)]);
    expect(facts!.marks.map(({ type, method }) => [type, method])).toEqual(
      expect.arrayContaining([
        ['objected', undefined],
        ['confirmed', 'import'],
        ['given', 'import'],
      ]),
    );
  });

  it('cannot bring back somebody who was erased', async () => {
    const address = somebody();
    const { events } = await store.record([newEvent(address)], by);
    await store.erase(events[0]!.contact, erasure);
    const { done, codes } = await consentAfter([], { address });
    expect(codes).toEqual(['contact.erased 0']);
    expect(done).toMatchObject({ taken: 0, refused: 1, events: 0 });
    const again = await beginList(store);
    expect(await sendPart(store, again, `email\n${address}\n`)).toMatchObject({
      taken: 1,
      events: 1,
    });
  });
});

describe('a dry run', () => {
  const text = (address: string) =>
    [
      'email,type,date',
      `${address},given,2026-11-01`,
      'nobody,given,2026-11-01',
      `${address},odd,`,
      `${address},objected,soon`,
      '',
    ].join('\n');

  it('reports the same, counts the same and records nothing', async () => {
    const address = somebody();
    await store.record([newEvent(address)], by);
    const erased = somebody();
    const { events } = await store.record([newEvent(erased)], by);
    await store.erase(events[0]!.contact, erasure);
    const list = text(address) + `${erased},given,2026-11-01\n`;
    const before = await rowsOf('SELECT count(*) FROM events');
    const dry = await beginList(store, { dryRun: true });
    const tried = await sendPart(store, dry, list);
    expect(await eventsOf(dry.id)).toEqual([]);
    expect(await rowsOf('SELECT count(*) FROM events')).toEqual(before);
    const real = await beginList(store);
    const done = await sendPart(store, real, list);
    const lines = await linesOf(real.id);
    expect(lines.length).toBeGreaterThan(4);
    expect(await linesOf(dry.id)).toEqual(lines);
    const counts = ({
      state,
      offset,
      rows,
      taken,
      refused,
      noted,
      events: recorded,
    }: typeof done) => [state, offset, rows, taken, refused, noted, recorded];
    expect(counts(tried)).toEqual(counts(done));
  });
});
