import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../../../shared/ledger/checkpoint.ts';
import { verifyGrowth } from '../../../../shared/ledger/growth.ts';
import { verifyExport } from '../../../../shared/ledger/log.ts';
import type { VerifierKey } from '../../../../shared/ledger/note-key.ts';
import type { Bindings } from '../../../../worker/env.ts';
import { hasher } from '../../../../worker/store/entry.ts';
import type { SignedCheckpoint } from '../../../../worker/store/log/checkpoints.ts';
import type { Log } from '../../../../worker/store/log/log.ts';
import type { Store } from '../../../../worker/store/store.ts';
import { storeFor } from '../../../../worker/store/store.ts';
import { by, newEvent, newStore, now, rowsOf, verifyEd25519 } from '../../support/store.ts';

let orgId: string;
let store: Store;
beforeEach(async () => {
  const made = await newStore();
  orgId = made.organisation.id;
  store = made.store;
});

const record = (count: number) =>
  store.recordMany(
    Array.from({ length: count }, (_, at) => newEvent(`p${at}@example.com`)),
    by,
  );
const open = async ({ note }: SignedCheckpoint, keys?: VerifierKey[]) => {
  const trust = { origin: `heed/${orgId}`, keys: keys ?? (await store.log.keys()) };
  return openCheckpoint(note, { ...trust, verify: verifyEd25519 });
};
const opened = async (checkpoint: SignedCheckpoint) => {
  const result = await open(checkpoint);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};
const exported = async (log: Log, size: number) => {
  const lines: string[] = [];
  for await (const page of log.entries(0, size)) lines.push(...page);
  return lines;
};

describe('a checkpoint', () => {
  it('of nothing is signed, too', async () => {
    const { size, root } = await opened(await store.log.checkpoint(now));
    expect([size, root]).toEqual([0, hasher.empty()]);
  });

  it('covers every event there is, as anybody can find out from the entries alone', async () => {
    await record(300);
    const first = await opened(await store.log.checkpoint(now));
    await record(215);
    const second = await opened(await store.log.checkpoint(now));
    expect([first.size, second.size]).toEqual([300, 515]);
    const lines = await exported(store.log, 515);
    expect(verifyExport(lines, [first, second], hasher)).toEqual({ ok: true, value: 515 });
  });

  it('is not made again where nothing is new', async () => {
    await record(3);
    const first = await store.log.checkpoint(now);
    expect(await store.log.checkpoint(now + 1000)).toEqual(first);
    expect(await store.log.checkpointsAfter(0, 10)).toEqual([first]);
  });

  it('is kept, and shows by a proof that the log only grew since', async () => {
    for (const more of [1, 5, 250, 1, 300]) {
      await record(more);
      await store.log.checkpoint(now);
    }
    const all = await Promise.all((await store.log.checkpointsAfter(0, 10)).map(opened));
    expect(all.map(({ size }) => size)).toEqual([1, 6, 256, 257, 557]);
    for (const older of all)
      for (const newer of all.filter(({ size }) => size >= older.size)) {
        const { hashes } = await store.log.consistency(older.size, newer.size);
        expect(verifyGrowth(older, newer, hashes, hasher)).toEqual({ ok: true, value: undefined });
      }
  });

  it('is the same for all who ask at once, while events come in', async () => {
    await record(100);
    const work = [];
    for (let at = 0; at < 6; at++) work.push(store.log.checkpoint(now + at), record(20));
    await Promise.all(work);
    await store.log.checkpoint(now);
    const all = await Promise.all((await store.log.checkpointsAfter(-1, 50)).map(opened));
    expect(all.at(-1)!.size).toBe(220);
    const lines = await exported(store.log, 220);
    expect(verifyExport(lines, all, hasher)).toEqual({ ok: true, value: 220 });
  });

  it('shows a row that was changed behind the worker’s back, and between which checkpoints', async () => {
    await record(10);
    const first = await opened(await store.log.checkpoint(now));
    await record(10);
    const second = await opened(await store.log.checkpoint(now));
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER events_no_update'),
      env.DB.prepare("UPDATE events SET type = 'given' WHERE org_id = ? AND seq = 14").bind(orgId),
      env.DB.prepare(
        `CREATE TRIGGER events_no_update BEFORE UPDATE ON events
         BEGIN SELECT RAISE(ABORT, 'events are append-only: an event is never changed'); END`,
      ),
    ]);
    const verified = verifyExport(await exported(store.log, 20), [first, second], hasher);
    expect(verified).toMatchObject({ ok: false, problem: { code: 'ledger.log.root-differs' } });
    expect(verified.ok ? '' : verified.problem.message).toContain('Entries 10 to 19');
  });

  it('of another organisation is another log', async () => {
    await record(2);
    const { store: other } = await newStore();
    const theirs = await other.log.checkpoint(now);
    expect(await open(theirs)).toMatchObject({ ok: false });
    expect(await open(theirs, await other.log.keys())).toMatchObject({
      problem: { code: 'ledger.checkpoint.origin' },
    });
  });
});

describe('the tables of the log', () => {
  const changes = [
    ['UPDATE log_tiles SET hashes = zeroblob(32)', 'keeps the hashes it has'],
    ['UPDATE log_tiles SET tile = tile + 1', 'keeps the hashes it has'],
    ['DELETE FROM log_tiles', 'never deleted'],
    ['REPLACE INTO log_tiles SELECT org_id, level, tile, zeroblob(32) FROM log_tiles', 'keeps'],
    ['UPDATE log_tiles SET hashes = substr(hashes, 1, 32)', 'keeps the hashes it has'],
    ["UPDATE log_tiles SET hashes = unhex(hex(hashes) || '00')", 'log_tiles_hashes'],
    ["UPDATE log_checkpoints SET note = ''", 'never changed'],
    ['DELETE FROM log_checkpoints', 'never deleted'],
    ['REPLACE INTO log_checkpoints SELECT * FROM log_checkpoints', 'or a larger one exists'],
    [
      'INSERT INTO log_checkpoints SELECT org_id, size - 1, root, note, 0 FROM log_checkpoints',
      'larger',
    ],
    ['UPDATE log_keys SET since = 0', 'never changed'],
    ['DELETE FROM log_keys', 'never deleted'],
    ['REPLACE INTO log_keys SELECT * FROM log_keys', 'has its key'],
  ] as const;

  it.each(changes)('reject %s', async (sql, message) => {
    await record(3);
    const before = await store.log.checkpoint(now);
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(message);
    expect(await store.log.checkpointOf()).toEqual(before);
  });
});

describe('after the master key was changed', () => {
  const second = `2:${btoa('another-master-key-of-32-bytes!!')}`;
  const { MASTER_KEY } = env;
  const both: Bindings = { ...env, MASTER_KEY: second, MASTER_KEYS_RETIRED: `1:${MASTER_KEY}` };

  it('a checkpoint bears both signatures while the old key is kept, then the new one’s', async () => {
    await record(2);
    const old = await store.log.keys();
    await store.log.checkpoint(now);
    await record(1);
    const during = await (await storeFor(both, orgId)).log.checkpoint(now);
    await record(1);
    const after = await storeFor({ ...env, MASTER_KEY: second }, orgId);
    const last = await after.log.checkpoint(now);
    expect(await open(during, old)).toMatchObject({ ok: true, value: { size: 3 } });
    expect(await open(last, old)).toMatchObject({
      problem: { code: 'ledger.note.unknown-signer' },
    });
    const keys = await after.log.keys();
    expect(keys).toHaveLength(2);
    expect(keys[1]).toEqual(old[0]);
    for (const { size, note } of await after.log.checkpointsAfter(0, 10))
      expect(await open({ size, note, root: '', signedAt: 0 }, keys)).toMatchObject({ ok: true });
  });

  it('another key under the same generation is refused', async () => {
    await record(1);
    await store.log.checkpoint(now);
    await record(1);
    const swapped = await storeFor({ ...env, MASTER_KEY: second.slice(2) }, orgId);
    await expect(swapped.log.checkpoint(now)).rejects.toMatchObject({
      status: 503,
      code: 'setup.master-key',
    });
    const keys = await rowsOf('SELECT generation FROM log_keys WHERE org_id = ?', orgId);
    expect(keys).toEqual([{ generation: 1 }]);
  });
});
