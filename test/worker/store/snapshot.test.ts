import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPart } from '../../../shared/snapshot/part.ts';
import { buildSnapshots } from '../../../worker/jobs/snapshots.ts';
import { orgKeys } from '../../../worker/keys.ts';
import type { Snapshots } from '../../../worker/store/snapshot.ts';
import { snapshotsOf } from '../../../worker/store/snapshot.ts';
import { organisationsBehind } from '../../../worker/store/snapshot-builds.ts';
import type { Store } from '../../../worker/store/store.ts';
import { Device } from '../support/device.ts';
import type { Organisation } from '../support/organisation.ts';
import { by, email, newEvent, newStore, now, rowsOf } from '../support/store.ts';

const people = 90;
const small = { few: 60, perAnswer: 50, perPart: 20 };
const addressOf = (at: number): string =>
  `p${at}${at % 7 === 0 ? '+tag' : ''}@company${at}.example`;
const typeOf = (at: number) => (at % 3 === 0 ? 'given' : 'withdrawn');

type World = { organisation: Organisation; store: Store; snapshots: Snapshots };

/** An organisation that knows ninety people, and does everything in small steps. */
async function newWorld(): Promise<World> {
  const { organisation, store } = await newStore();
  const scope = { db: env.DB, orgId: organisation.id, keys: await orgKeys(env, organisation.id) };
  const events = Array.from({ length: people }, (_, at) =>
    newEvent(addressOf(at), { type: typeOf(at) }),
  );
  await store.recordMany(events, by);
  return { organisation, store, snapshots: snapshotsOf(scope, small) };
}

const buildsOf = ({ organisation }: World) =>
  rowsOf<{ id: string; version: number; next_prefix: number }>(
    'SELECT * FROM snapshot_builds WHERE org_id = ? ORDER BY version',
    organisation.id,
  );
const build = async ({ snapshots }: World): Promise<void> => {
  while (await snapshots.buildOn(now));
};
const newDevice = ({ organisation }: World) => new Device(organisation.as('rep'));
const entriesIn = (changes: Uint8Array): number => {
  const part = openPart(Uint8Array.from(changes).buffer);
  if (!part.ok) throw new Error(part.problem.message);
  return part.value.size;
};

describe('changes', () => {
  it('come in answers of so many events, which together are all of them', async () => {
    const { snapshots } = await newWorld();
    const first = await snapshots.changesSince({ version: 0, epoch: '' });
    expect(first).toMatchObject({ version: 50, full: true, more: true, base: undefined });
    const second = await snapshots.changesSince(first);
    expect(second).toMatchObject({ version: people, full: false, more: false });
    expect(entriesIn(first.changes) + entriesIn(second.changes)).toBe(people);
    expect(entriesIn((await snapshots.changesSince(second)).changes)).toBe(0);
  });

  it('begin anew from a newer base, for a device that is too far behind', async () => {
    const world = await newWorld();
    const { snapshots, store } = world;
    const early = await snapshots.changesSince({ version: 0, epoch: '' });
    await build(world);
    const near = await snapshots.changesSince(early);
    expect(near).toMatchObject({ version: people, full: false, base: { version: people } });
    await store.recordMany(
      Array.from({ length: 30 }, (_, at) => newEvent(addressOf(at))),
      by,
    );
    const far = await snapshots.changesSince(early);
    expect(far).toMatchObject({ version: people + 30, full: true, more: false });
    expect(entriesIn(far.changes)).toBe(30);
  });
});

describe('a base', () => {
  it('is made part by part, and gone on with after any stop', async () => {
    const world = await newWorld();
    expect(await world.snapshots.buildOn(now)).toBe(true);
    const [begun] = await buildsOf(world);
    expect(begun).toMatchObject({ version: people, parts: 1 });
    expect((await newDevice(world).sync()).kept.base).toBeNull();
    await world.store.record([newEvent('meanwhile@example.com')], by);
    await build(world);
    const [whole, ...others] = await buildsOf(world);
    expect(others).toEqual([]);
    expect(whole).toMatchObject({ id: begun!.id, version: people, entries: people });
    const { parts } = (await newDevice(world).sync()).kept.base!;
    expect(parts.length).toBeGreaterThan(people / small.perPart);
  });

  it('is made anew only when enough has changed, and then takes the place of the old one', async () => {
    const world = await newWorld();
    await build(world);
    const [old] = await buildsOf(world);
    const again = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => newEvent(addressOf(from + at)));
    await world.store.recordMany(again(0, small.few), by);
    expect(await world.snapshots.buildOn(now)).toBe(false);
    expect(await buildsOf(world)).toEqual([old]);
    await world.store.recordMany(again(small.few, small.few + 1), by);
    await build(world);
    const [next, ...others] = await buildsOf(world);
    expect(others).toEqual([]);
    expect(next).toMatchObject({ version: people + small.few + 1, entries: people });
    expect(await world.snapshots.base(old!.id)).toBeUndefined();
    expect(await world.snapshots.part(old!.id, 0)).toBeUndefined();
  });

  it('gets each part once, also when two are at it', async () => {
    const world = await newWorld();
    await world.snapshots.buildOn(now);
    await Promise.all([world.snapshots.buildOn(now), world.snapshots.buildOn(now)]);
    await build(world);
    const { base } = (await newDevice(world).sync()).kept;
    expect(base!.entries).toBe(people);
    const firsts = base!.parts.map(({ first }) => first);
    expect(firsts).toEqual([...new Set(firsts)].sort((a, b) => a - b));
  });

  it('is of the worker’s own format: one of another is neither offered nor gone on with', async () => {
    const world = await newWorld();
    await build(world);
    await world.snapshots.buildOn(now);
    await env.DB.prepare(
      "INSERT INTO snapshot_builds VALUES (?1, '2-0000000000000000', 999, 0, 65536, 0, 0)",
    )
      .bind(world.organisation.id)
      .run();
    const { base } = await world.snapshots.changesSince({ version: 0, epoch: '' });
    expect(base?.version).toBe(people);
  });
});

describe('the job', () => {
  it('is about those organisations of which enough is not in a base yet', async () => {
    const [behind, built] = [await newWorld(), await newWorld()];
    await build(built);
    const due = await organisationsBehind(env.DB, small.few);
    expect(due).toContain(behind.organisation.id);
    expect(due).not.toContain(built.organisation.id);
    await buildSnapshots(env, now);
    expect(await buildsOf(behind)).toEqual([]);
  });
});

describe('a device', () => {
  let world: World;
  let device: Device;
  beforeAll(async () => {
    world = await newWorld();
    await build(world);
    await world.store.record([newEvent('late@example.com')], by);
  });
  beforeEach(async () => {
    device = await newDevice(world).sync();
  });

  it('fetches the base, and only what has changed since', async () => {
    expect(device.kept.base?.entries).toBe(people);
    expect(device.changes).toBe(1);
    for (let at = 0; at < people; at++)
      expect(await device.types(addressOf(at))).toEqual([typeOf(at)]);
    expect(await device.types('late@example.com')).toEqual(['objected']);
    expect(await device.types('nobody@example.com')).toEqual([]);
    // The tag is not in what a no is found by, and a yes is for the one address alone.
    expect(await device.types('p7@company7.example')).toEqual(['withdrawn']);
    expect(await device.types('p21@company21.example')).toEqual([]);
  });

  it('goes on with a base that it has parts of', async () => {
    const again = newDevice(world);
    for (const [name, bytes] of [...device.parts.kept].slice(1)) again.parts.kept.set(name, bytes);
    await again.sync();
    expect(again.asked.filter((path) => /base\/[^/]+\/\d+$/.test(path))).toHaveLength(1);
    for (let at = 0; at < people; at++)
      expect(await again.types(addressOf(at))).toEqual([typeOf(at)]);
  });

  it('never decides from a damaged part: it drops it, and fetches it again', async () => {
    for (const [name, bytes] of device.parts.kept) {
      const damaged = bytes.slice(0);
      new Uint8Array(damaged)[100]! ^= 1;
      device.parts.kept.set(name, damaged);
    }
    const before = device.parts.kept.size;
    await expect(device.facts(addressOf(5))).rejects.toThrow('damaged');
    expect(device.parts.kept.size).toBeLessThan(before);
    const again = newDevice(world);
    for (const [name, bytes] of device.parts.kept) again.parts.kept.set(name, bytes);
    await again.sync();
    expect(await again.types(addressOf(5))).toEqual(['withdrawn']);
  });

  it('keeps its copy while nothing is new, and asks but once', async () => {
    const { kept } = device;
    device.asked.length = 0;
    await device.sync();
    expect(device.asked).toHaveLength(1);
    expect({ ...device.kept, syncedAt: kept.syncedAt }).toEqual(kept);
  });
});

describe('people with several identifiers', () => {
  const linked = async (a: string, b: string) => {
    const { organisation, store } = await newStore();
    await store.recordMany([newEvent(a, { type: 'contacted' }), newEvent(b)], by);
    const why = { ...by, method: 'spoken' as const };
    const device = await new Device(organisation.as('rep')).sync();
    await store.link(email(a), email(b), why);
    return { device: await device.sync(), store };
  };

  it('are known by each of them, also to have said what they said later by another', async () => {
    const { device, store } = await linked('ann@one.example', 'ann@two.example');
    expect(await device.types('ann@one.example')).toEqual(['contacted', 'objected']);
    for (const [by1, by2, type] of [
      ['ann@one.example', 'ann@two.example', 'complained'],
      ['ann@two.example', 'ann@one.example', 'restricted'],
    ] as const) {
      await store.record([newEvent(by1, { type })], by);
      await device.sync();
      expect(await device.types(by2)).toContain(type);
    }
  });

  it('said each thing once, though two of their addresses share a wide form', async () => {
    const { device } = await linked('ann@one.example', 'ann+x@one.example');
    for (const address of ['ann@one.example', 'ann+x@one.example', 'ann+y@one.example'])
      expect((await device.types(address)).filter((type) => type === 'objected')).toHaveLength(1);
  });
});
