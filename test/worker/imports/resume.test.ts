import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import type { Organisation } from '../support/organisation.ts';
import { by, newEvent, newStore, rowsOf } from '../support/store.ts';
import { beginList, eventsOf, linesOf, sendPart } from './lists.ts';

let organisation: Organisation;
let store: Store;
beforeAll(async () => {
  ({ organisation, store } = await newStore());
});

const addresses = Array.from({ length: 30 }, (_, index) => `p${index}@example.com`);
const list = [
  'email',
  ...addresses.map((each, index) => (index % 7 === 6 ? 'nobody' : each)),
  '',
].join('\n');
const limits = { rows: 4, steps: 100 };

/** The database as it is for a worker that dies: every call after so many fails. */
function dyingAfter(calls: number): D1Database {
  let left = calls;
  const mayCall = () => {
    if (left-- <= 0) throw new Error('The worker is gone.');
  };
  return new Proxy(env.DB, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (property === 'batch') mayCall();
        return value.apply(target, args) as unknown;
      };
    },
  });
}

describe('an import that is cut short', () => {
  it('is in the store as far as it says, wherever that was, and goes on from there', async () => {
    for (let calls = 0; calls < 16; calls++) {
      const begun = await beginList(store);
      const dying = await storeFor({ ...env, DB: dyingAfter(calls) }, organisation.id);
      await expect(sendPart(dying, begun, list, { limits })).rejects.toThrow('gone');
      const left = (await store.imports.find(begun.id))!;
      const events = await eventsOf(begun.id);
      const lines = await linesOf(begun.id);
      expect([left.events, left.refused]).toEqual([events.length, lines.length]);
      expect(left.offset).toBe(
        list.split('\n').slice(0, left.reading.row).join('\n').length +
          (left.reading.row > 0 ? 1 : 0),
      );
      const done = await sendPart(store, left, list.slice(left.offset), { limits });
      expect(done).toMatchObject({ state: 'done', rows: 30, taken: 26, refused: 4, events: 26 });
      expect((await eventsOf(begun.id)).map(({ id }) => id)).toHaveLength(26);
    }
  });

  it('leaves no gap in the order of events, and none twice', async () => {
    const [{ most, count, distinct } = { most: 0, count: 0, distinct: 0 }] = await rowsOf<{
      most: number;
      count: number;
      distinct: number;
    }>(
      `SELECT max(seq) AS most, count(*) AS count, count(DISTINCT id) AS "distinct"
       FROM events WHERE org_id = ?`,
      organisation.id,
    );
    expect(count).toBeGreaterThan(400);
    expect([most, distinct]).toEqual([count, count]);
  });
});

describe('an id of the import that somebody gave to something else', () => {
  it('costs that row alone, and says so', async () => {
    const begun = await beginList(store);
    await store.record([newEvent('x@example.com', { id: `${begun.id}.0000003` })], by);
    const done = await sendPart(
      store,
      begun,
      'email\na@example.com\nb@example.com\nc@example.com\n',
    );
    expect(done).toMatchObject({ state: 'done', taken: 2, refused: 1, events: 2 });
    expect(await linesOf(begun.id)).toEqual([
      { row: 3, column: null, code: 'events.id-taken', taken: 0 },
    ]);
  });
});

describe('two requests on one import', () => {
  it('cannot both write: one is told where the import is by then', async () => {
    const begun = await beginList(store);
    const both = await Promise.allSettled([
      sendPart(store, begun, list, { limits }),
      sendPart(store, begun, list, { limits }),
    ]);
    const failed = both.filter((each) => each.status === 'rejected');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.reason).toMatchObject({ status: 409 });
    expect(['imports.offset', 'imports.over']).toContain(failed[0]!.reason.code);
    const left = (await store.imports.find(begun.id))!;
    const done =
      left.state === 'done' ? left : await sendPart(store, left, list.slice(left.offset));
    expect(done).toMatchObject({ state: 'done', taken: 26, events: 26 });
    expect(await eventsOf(begun.id)).toHaveLength(26);
  });

  it('cannot write behind the end', async () => {
    const begun = await beginList(store);
    const done = await sendPart(store, begun, list);
    await expect(sendPart(store, begun, list)).rejects.toMatchObject({ code: 'imports.over' });
    await expect(sendPart(store, { ...done, state: 'open' }, 'x\n')).rejects.toMatchObject({
      code: 'imports.over',
    });
    expect(await eventsOf(begun.id)).toHaveLength(26);
  });

  it('is kept by the database from being set back', async () => {
    const begun = await beginList(store);
    const half = await sendPart(store, begun, 'email\na@example.com\nb@', { isLast: false });
    expect(half.offset).toBe(20);
    const set = (sql: string) =>
      env.DB.prepare(`UPDATE imports SET ${sql} WHERE org_id = ? AND id = ?`)
        .bind(organisation.id, begun.id)
        .run();
    await expect(set('offset = 0')).rejects.toThrow('only forward');
    await set("state = 'stopped'");
    await expect(set("state = 'open'")).rejects.toThrow('ends once');
  });
});
