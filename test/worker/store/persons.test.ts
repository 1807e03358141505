import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { withInterloper } from '../support/interloper.ts';
import { by, email, newEvent, newStore, now, rowsOf } from '../support/store.ts';

let orgId: string;
let store: Store;
beforeEach(async () => {
  const made = await newStore();
  orgId = made.organisation.id;
  store = made.store;
});

const [work, home, third] = ['jane@work.example', 'jane@home.example', 'j@third.example'] as const;
const why = { ...by, method: 'spoken', evidence: 'They said so on the phone' } as const;
const day = (count: number) => now - 86_400_000 * (30 - count);
const on = (count: number) => ({ occurredAt: day(count) });

const record = async (...events: NewEvent[]) => (await store.record(events, by)).events;
const link = (a: string, b: string) => store.link(email(a), email(b), why);
const unlink = (value: string) => store.unlink(email(value), why);
const typesOf = async (value: string) => {
  const [facts] = await store.factsFor([email(value)]);
  return facts!.marks.map(({ type }) => type);
};
const traitsOf = async (value: string) => (await store.factsFor([email(value)]))[0]!.traits;
const events = () =>
  rowsOf<{ id: string; contact: string; type: string }>(
    'SELECT id, lower(hex(contact_id)) AS contact, type FROM events WHERE org_id = ? ORDER BY seq',
    orgId,
  );
const noted = (value: string) => newEvent(value, { type: 'contacted' });

describe('linking two identifiers', () => {
  it('makes every no of one hold for the other, also for those recorded later', async () => {
    await record(newEvent(work, on(1)), noted(home));
    await link(work, home);
    expect(await typesOf(home)).toContain('objected');
    await record(newEvent(home, { type: 'withdrawn' }));
    expect(await typesOf(work)).toEqual(expect.arrayContaining(['objected', 'withdrawn']));
  });

  it('keeps a consent with the identifier that it names', async () => {
    await record(newEvent(work, { type: 'given', method: 'web-form' }), noted(home));
    await link(work, home);
    expect(await typesOf(work)).toContain('given');
    expect(await typesOf(home)).not.toContain('given');
  });

  it('shares who they are', async () => {
    const traits = { country: 'FR', countrySource: 'declared' } as const;
    await record(newEvent(work, { type: 'described', traits }), noted(home));
    await link(work, home);
    expect((await traitsOf(home))?.countries).toEqual([{ country: 'FR', source: 'declared' }]);
  });

  it('moves no event, and writes that they were linked to both', async () => {
    const [ofWork, ofHome] = await record(noted(work), noted(home));
    const before = await events();
    const { contacts } = await link(work, home);
    const after = await events();
    expect(after.slice(0, 2)).toEqual(before);
    expect(after.slice(2).map(({ type, contact }) => [type, contact])).toEqual([
      ['merged', ofWork!.contact],
      ['merged', ofHome!.contact],
    ]);
    expect(contacts).toEqual([ofWork!.contact, ofHome!.contact].sort());
  });

  it('says a no again that the other’s lift would have ended', async () => {
    await record(
      newEvent(work, on(1)),
      newEvent(home, { type: 'lifted', evidence: 'form', ...on(5) }),
    );
    await link(work, home);
    const [facts] = await store.factsFor([email(work)]);
    const noes = facts!.marks.filter(({ type }) => type === 'objected');
    expect(noes.map(({ since }) => since)).toEqual([day(1), day(5)]);
    expect((await events()).at(-1)!.id).toMatch(/^linked-/);
  });

  it('is done once, however often it is asked for', async () => {
    await record(noted(work), noted(home));
    const first = await link(work, home);
    expect(await link(home, work)).toEqual(first);
    expect(await events()).toHaveLength(4);
  });

  it('brings together all whom either was linked with', async () => {
    await record(newEvent(work), noted(home), noted(third), noted('k@third.example'));
    await link(work, home);
    await link(third, 'k@third.example');
    const { contacts } = await link(home, third);
    expect(contacts).toHaveLength(4);
    for (const value of [home, third, 'k@third.example'])
      expect(await typesOf(value)).toContain('objected');
  });

  it('misses nothing that is recorded meanwhile', async () => {
    await record(newEvent(work, on(1)), noted(home));
    const lift = newEvent(home, { type: 'lifted', evidence: 'form', ...on(5) });
    const DB = withInterloper(env.DB, 'INTO persons', () => record(lift));
    await (await storeFor({ ...env, DB }, orgId)).link(email(work), email(home), why);
    // The lift was home's, so it is not to end work's no.
    const [facts] = await store.factsFor([email(work)]);
    const noes = facts!.marks.filter(({ type }) => type === 'objected');
    expect(noes.map(({ since }) => since)).toEqual([day(1), day(5)]);
  });

  it('is refused for somebody who is not on record, here', async () => {
    await record(noted(work));
    await expect(link(work, home)).rejects.toMatchObject({ status: 404, code: 'contact.unknown' });
    await expect(link(home, work)).rejects.toThrow('this identifier');
    const { store: other } = await newStore();
    await expect(other.link(email(work), email(work), why)).rejects.toMatchObject({ status: 404 });
  });

  it('erases them together', async () => {
    const [ofWork] = await record(newEvent(work), noted(home));
    await link(work, home);
    await store.erase(ofWork!.contact, { ...why, reason: 'asked-by-the-person' });
    const wrapped = await rowsOf(
      'SELECT DISTINCT hex(wrapped_key) AS key FROM contacts WHERE org_id = ?',
      orgId,
    );
    expect(wrapped).toEqual([{ key: '' }]);
    expect((await events()).filter(({ type }) => type === 'erased')).toHaveLength(2);
    expect(await typesOf(home)).toEqual(['objected']);
  });
});

describe('unlinking an identifier', () => {
  it('leaves every no of either on both sides, and what ended one', async () => {
    const lift = { type: 'lifted', evidence: 'form' } as const;
    await record(newEvent(work, on(1)), newEvent(home, { ...on(2), purpose: 'newsletter' }));
    await link(work, home);
    await record(newEvent(home, { ...lift, purpose: 'newsletter', ...on(4) }));
    await record(newEvent(work, { type: 'complained', ...on(6) }));
    const { contacts } = await unlink(home);
    expect(contacts).toHaveLength(1);
    for (const value of [work, home])
      expect((await typesOf(value)).sort()).toEqual(
        ['complained', 'lifted', 'objected', 'objected'].sort(),
      );
  });

  it('parts the rest again', async () => {
    const traits = { country: 'FR', countrySource: 'declared' } as const;
    const yes = newEvent(work, { type: 'given', method: 'web-form' });
    await record(yes, newEvent(work, { type: 'described', traits }), noted(home));
    await link(work, home);
    await unlink(work);
    expect(await traitsOf(home)).toBeUndefined();
    expect(await typesOf(work)).toEqual(['given']);
    await record(newEvent(home));
    expect(await typesOf(work)).toEqual(['given']);
  });

  it('takes one out of several, whoever stands for them', async () => {
    await record(noted(work), noted(home), noted(third));
    await link(work, home);
    await link(home, third);
    for (const value of [work, home, third].slice(0, 1)) await unlink(value);
    await record(newEvent(third));
    expect(await typesOf(home)).toContain('objected');
    expect(await typesOf(work)).not.toContain('objected');
  });

  it('may be done and undone again without the no’s growing in number', async () => {
    await record(newEvent(work, on(1)), newEvent(home, on(2)));
    for (let times = 0; times < 3; times++) {
      await link(work, home);
      await unlink(times % 2 === 0 ? work : home);
    }
    expect(await typesOf(work)).toEqual(['objected', 'objected']);
    expect(await typesOf(home)).toEqual(['objected', 'objected']);
  });

  it('keeps the organisation’s own mistake taken back', async () => {
    await record(newEvent(work, { id: 'mistake', type: 'suppressed', ...on(1) }), noted(home));
    await link(work, home);
    await record(newEvent(work, { type: 'corrected', corrects: 'mistake', ...on(2) }));
    await unlink(home);
    for (const value of [work, home]) expect(await typesOf(value)).not.toContain('suppressed');
  });

  it('writes to both that the link was a mistake', async () => {
    await record(noted(work), noted(home));
    await link(work, home);
    await unlink(home);
    const corrections = (await events()).filter(({ type }) => type === 'corrected');
    expect(new Set(corrections.map(({ contact }) => contact)).size).toBe(2);
  });

  it('does nothing for somebody who stands alone, and says so of nobody', async () => {
    await record(noted(work));
    expect(await unlink(work)).toEqual({ contacts: [] });
    expect(await events()).toHaveLength(1);
    await expect(unlink(home)).rejects.toMatchObject({ status: 404 });
  });
});
