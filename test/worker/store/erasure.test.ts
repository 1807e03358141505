import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { openContactKey } from '../../../worker/sealing.ts';
import { orgKeys } from '../../../worker/keys.ts';
import type { Store } from '../../../worker/store/store.ts';
import type { Organisation } from '../support/organisation.ts';
import { ask } from '../support/samples.ts';
import { by, email, newEvent, newStore, now, rowsOf } from '../support/store.ts';

let organisation: Organisation;
let store: Store;
beforeEach(async () => {
  ({ organisation, store } = await newStore());
});

const jane = 'jane@example.com';
const why = { ...by, method: 'reply', reason: 'asked-by-the-person' } as const;
const later = { ...by, now: now + 60_000 };

async function recorded(more = {}): Promise<string> {
  const { events } = await store.record([newEvent(jane, more)], by);
  return events[0]!.contact;
}
const contactRow = async (id: string) => {
  const [row] = await rowsOf<{ wrapped: string; sealed: string; device: string }>(
    `SELECT lower(hex(c.wrapped_key)) AS wrapped, lower(hex(i.sealed)) AS sealed,
       lower(hex(i.device_wide)) AS device
     FROM contacts c JOIN identifiers i ON i.org_id = c.org_id AND i.contact_id = c.id
     WHERE c.org_id = ? AND lower(hex(c.id)) = ?`,
    organisation.id,
    id,
  );
  return row!;
};
const typesOf = async () => {
  const [facts] = await store.factsFor([email(jane)]);
  return facts!.marks.map(({ type }) => type);
};
const verdict = async (value = jane) =>
  (await organisation.as('rep').post('/check', ask(value))).body.verdict;

describe('erasing a contact', () => {
  it('destroys the key and what it sealed of the address, and keeps what finds them', async () => {
    const contact = await recorded({ source: 'Fair' });
    const before = await contactRow(contact);
    await store.erase(contact, why);
    expect(await contactRow(contact)).toEqual({ wrapped: '', sealed: '', device: before.device });
    const keys = await orgKeys(env, organisation.id);
    const place = { orgId: organisation.id, contactId: contact };
    await expect(openContactKey(keys, place, '')).rejects.toThrow('erased');
  });

  it('leaves a no in force, also for another spelling of the address', async () => {
    await store.erase(await recorded(), why);
    expect(await verdict()).toBe('block');
    expect(await verdict('jane+news@example.com')).toBe('block');
    expect(await typesOf()).toEqual(['objected']);
  });

  it('leaves nothing else that was known', async () => {
    await store.record(
      [
        newEvent(jane, { type: 'given', method: 'web-form' }),
        newEvent(jane, { type: 'described', traits: { country: 'FR', countrySource: 'declared' } }),
      ],
      by,
    );
    const { events } = await store.record([newEvent(jane, { type: 'contacted' })], by);
    await store.erase(events[0]!.contact, why);
    expect(await store.factsFor([email(jane)])).toEqual([{ marks: [] }]);
  });

  it('is an event on the log', async () => {
    await store.erase(await recorded(), why);
    const types = await rowsOf('SELECT type FROM events WHERE org_id = ?', organisation.id);
    expect(types).toEqual([{ type: 'objected' }, { type: 'erased' }]);
  });

  it('can also be asked for as an event', async () => {
    const contact = await recorded();
    await store.record([newEvent(jane, { type: 'erased', evidence: 'their mail' })], later);
    expect(await contactRow(contact)).toMatchObject({ wrapped: '', sealed: '' });
  });

  it('of several in one call is each as it was asked for, for all whom they were linked with', async () => {
    const joe = ['joe@work.example', 'joe@home.example'] as const;
    await recorded();
    await store.record(
      joe.map((value) => newEvent(value, { type: 'contacted' })),
      by,
    );
    await store.link(email(joe[0]), email(joe[1]), { ...by, method: 'spoken' });
    const erased = (value: string, occurredAt: number) =>
      newEvent(value, { type: 'erased', occurredAt, evidence: 'their mail' });
    await store.record([erased(jane, now - 9e9), erased(joe[0], now)], later);
    const when = await rowsOf(
      "SELECT occurred_at AS at FROM events WHERE org_id = ? AND type = 'erased' ORDER BY seq",
      organisation.id,
    );
    expect(when).toEqual([{ at: now - 9e9 }, { at: now }, { at: now }]);
  });

  it('says so when there is no such contact', async () => {
    await expect(store.erase('00'.repeat(16), why)).rejects.toMatchObject({ status: 404 });
    const stranger = await newStore();
    await expect(stranger.store.erase(await recorded(), why)).rejects.toMatchObject({
      code: 'contact.unknown',
    });
  });
});

describe('after an erasure', () => {
  const rows = ['given', 'relationship-recorded', 'described', 'contacted'] as const;

  it.each(rows)('an import cannot bring them back with %s', async (type) => {
    const contact = await recorded();
    await store.erase(contact, why);
    const old = newEvent(jane, { type, method: 'import', occurredAt: now + 1000 });
    const { refused, events } = await store.recordMany([old], later);
    expect(refused).toEqual([
      { index: 0, code: 'contact.erased', message: expect.stringContaining('was erased') },
    ]);
    expect(events).toEqual([undefined]);
    expect(await contactRow(contact)).toMatchObject({ wrapped: '', sealed: '' });
    expect(await verdict()).toBe('block');
  });

  it('an import can add a no', async () => {
    await store.erase(await recorded({ type: 'contacted' }), why);
    const no = newEvent(jane, { method: 'import', source: 'Old list' });
    const { refused } = await store.recordMany([no], later);
    expect(refused).toEqual([]);
    expect(await verdict()).toBe('block');
  });

  it('what others note of them is recorded, without its text', async () => {
    const contact = await recorded();
    await store.erase(contact, why);
    const note = newEvent(jane, { type: 'complained', method: 'provider-webhook', source: 'SES' });
    const { events } = await store.record([note], later);
    expect(events[0]!.contact).toBe(contact);
    expect(await contactRow(contact)).toMatchObject({ wrapped: '', sealed: '' });
    const [row] = await rowsOf('SELECT sealed FROM events WHERE id = ?', note.id);
    expect(row).toEqual({ sealed: null });
  });

  it('they themselves can come back: under a new key, with their no as it was', async () => {
    const contact = await recorded({ source: 'Fair' });
    const before = await contactRow(contact);
    await store.erase(contact, why);
    const said = { type: 'given', method: 'web-form', evidence: 'form entry 12' } as const;
    const yes = newEvent(jane, { ...said, occurredAt: now + 30_000 });
    await store.record([yes, { ...yes, id: 'twice' }], later);
    const after = await contactRow(contact);
    expect(after.wrapped).toHaveLength(before.wrapped.length);
    expect([after.wrapped, after.sealed]).not.toContain('');
    expect(after.wrapped).not.toBe(before.wrapped);
    expect(await verdict()).toBe('block');
    await store.record([newEvent(jane, { source: 'Mail' })], later);
    expect(await typesOf()).toContain('given');
  });

  it('a yes of before does not bring them back, however late it is recorded', async () => {
    const contact = await recorded({ type: 'contacted' });
    await store.erase(contact, why);
    await store.record([newEvent(jane, { type: 'given', method: 'web-form' })], later);
    expect(await contactRow(contact)).toMatchObject({ wrapped: '', sealed: '' });
    expect(await typesOf()).toEqual([]);
  });
});
