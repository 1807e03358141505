import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bindings } from '../../../worker/env.ts';
import { orgKeys } from '../../../worker/keys.ts';
import { openContactKey, openSecret, openText, sealSecret } from '../../../worker/sealing.ts';
import { rotateKeys } from '../../../worker/store/rotation.ts';
import type { Scope } from '../../../worker/store/scope.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { withInterloper } from '../support/interloper.ts';
import { by, email, newEvent, newStore, now, rowsOf } from '../support/store.ts';

const second = `2:${btoa('another-master-key-of-32-bytes!!')}`;
const both: Bindings = { ...env, MASTER_KEY: second, MASTER_KEYS_RETIRED: `1:${env.MASTER_KEY}` };
const onlyNew: Bindings = { ...env, MASTER_KEY: second };

let orgId: string;
let store: Store;
beforeEach(async () => {
  const made = await newStore();
  orgId = made.organisation.id;
  store = made.store;
});

const scopeOf = async (bindings: Bindings): Promise<Scope> => ({
  db: env.DB,
  orgId,
  keys: await orgKeys(bindings, orgId),
});
const rotate = async (pages = 100, size = 20) => rotateKeys(await scopeOf(both), now, pages, size);
const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) =>
    newEvent(`p${from + at}@example.com`, { source: `Fair, stand ${from + at}` }),
  );
/** What each contact's key opens: the address, and the text of its one event. */
async function readAll(bindings: Bindings): Promise<string[][]> {
  const { keys } = await scopeOf(bindings);
  const rows = await rowsOf<Record<'contactId' | 'wrapped' | 'address' | 'text', string>>(
    `SELECT lower(hex(c.id)) AS contactId, lower(hex(c.wrapped_key)) AS wrapped,
       lower(hex(i.sealed)) AS address, lower(hex(e.sealed)) AS text
     FROM contacts c
       JOIN identifiers i INDEXED BY identifiers_contact ON i.org_id = c.org_id AND i.contact_id = c.id
       JOIN events e ON e.org_id = c.org_id AND e.contact_id = c.id
     WHERE c.org_id = ? ORDER BY c.id`,
    orgId,
  );
  return Promise.all(
    rows.map(async ({ contactId, wrapped, address, text }) => {
      const place = { orgId, contactId };
      const key = await openContactKey(keys, place, wrapped);
      return [
        await openText(key, place, 'identifier', address),
        await openText(key, place, 'event-text', text),
      ];
    }),
  );
}
const eventRows = () => rowsOf('SELECT * FROM events WHERE org_id = ? ORDER BY seq', orgId);

describe('changing the master key', () => {
  it('leaves everything readable without the old key, and no event changed', async () => {
    await store.recordMany(people(50), by);
    const [before, events] = [await readAll(env), await eventRows()];
    await expect(readAll(onlyNew)).rejects.toMatchObject({ code: 'setup.retired-keys' });
    expect(await rotate()).toEqual({ rewrapped: 50, left: 0 });
    expect(await readAll(onlyNew)).toEqual(before);
    expect(await eventRows()).toEqual(events);
    expect(before[7]).toEqual(['p7@example.com', '{"source":"Fair, stand 7"}']);
  });

  it('goes on from where it stopped', async () => {
    await store.recordMany(people(45), by);
    expect(await rotate(1)).toEqual({ rewrapped: 20, left: 25 });
    expect(await rotate(1)).toEqual({ rewrapped: 20, left: 5 });
    expect(await rotate(1)).toEqual({ rewrapped: 5, left: 0 });
    expect(await rotate(1)).toEqual({ rewrapped: 0, left: 0 });
  });

  it('misses nobody who is recorded in its midst, by a new worker or an old one', async () => {
    await store.recordMany(people(200), by);
    const fresh = await storeFor(both, orgId);
    const writes = async (to: Store, from: number) => {
      for (let at = 0; at < 5; at++) await to.recordMany(people(10, from + 10 * at), by);
    };
    const [first] = await Promise.all([rotate(), writes(store, 5000), writes(fresh, 6000)]);
    let { left } = first;
    for (let times = 0; times < 3 && left > 0; times++) ({ left } = await rotate());
    await rotate();
    const all = await readAll(onlyNew);
    expect(all).toHaveLength(300);
    expect(new Set(all.map(([address]) => address)).size).toBe(300);
    expect(await rowsOf('SELECT seq FROM events WHERE org_id = ?', orgId)).toHaveLength(300);
  });

  it('takes in whom an old worker records after it was finished', async () => {
    await store.recordMany(people(3), by);
    await rotate();
    await store.record([newEvent('late@example.com')], { ...by, now: now + 1000 });
    expect(await rotate()).toEqual({ rewrapped: 1, left: 0 });
  });

  it('brings nobody back who was erased, before or meanwhile', async () => {
    const { events } = await store.recordMany(people(3), by);
    const erase = (at: number) =>
      store.erase(events[at]!.contact, { ...by, method: 'reply', reason: 'asked-by-the-person' });
    await erase(0);
    const db = withInterloper(env.DB, 'UPDATE contacts', () => erase(1));
    expect(await rotateKeys({ ...(await scopeOf(both)), db }, now, 5)).toEqual({
      rewrapped: 1,
      left: 0,
    });
    const rows = await rowsOf<{ generation: string }>(
      'SELECT hex(substr(wrapped_key, 1, 2)) AS generation FROM contacts WHERE org_id = ? ORDER BY id',
      orgId,
    );
    expect(rows.map(({ generation }) => generation)).toEqual(['', '', '0002']);
    const [facts] = await store.factsFor([email('p1@example.com')]);
    expect(facts!.marks.map(({ type }) => type)).toEqual(['objected']);
  });

  it('counts what it has no key for, and does not say that it is finished', async () => {
    await store.recordMany(people(5), by);
    const third = { ...env, MASTER_KEY: `3:${btoa('3'.repeat(32))}` };
    expect(await rotateKeys(await scopeOf(third), now, 10)).toEqual({ rewrapped: 0, left: 5 });
    const [row] = await rowsOf(
      'SELECT finished_at AS finished FROM key_rotations WHERE org_id = ?',
      orgId,
    );
    expect(row).toEqual({ finished: null });
  });

  it('covers the secrets of connections to providers', async () => {
    const { keys } = await scopeOf(env);
    const sealed = await sealSecret(keys, orgId, 'prv_1', 'api key');
    await env.DB.prepare(
      `INSERT INTO provider_connections (org_id, id, provider, name, path, settings, sealed, created_at)
       VALUES (?, 'prv_1', 'brevo', 'Brevo', ?, '{}', unhex(?), 0)`,
    )
      .bind(orgId, orgId, sealed)
      .run();
    expect(await rotate()).toEqual({ rewrapped: 1, left: 0 });
    const [row] = await rowsOf<{ sealed: string }>(
      'SELECT lower(hex(sealed)) AS sealed FROM provider_connections WHERE org_id = ?',
      orgId,
    );
    const anew = (await scopeOf(onlyNew)).keys;
    expect(await openSecret(anew, orgId, 'prv_1', row!.sealed)).toBe('api key');
  });

  it('touches no other organisation', async () => {
    const other = await newStore();
    await other.store.recordMany(people(3), by);
    const of = (id: string) => rowsOf('SELECT * FROM contacts WHERE org_id = ?', id);
    const before = await of(other.organisation.id);
    await rotate();
    expect(await of(other.organisation.id)).toEqual(before);
  });
});
