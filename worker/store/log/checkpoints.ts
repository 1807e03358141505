import { signCheckpoint } from '../../../shared/ledger/checkpoint.ts';
import { hashSize } from '../../../shared/ledger/merkle/hasher.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { versionStatement } from '../event-rows.ts';
import { jsonParts } from '../parts.ts';
import type { Scope } from '../scope.ts';
import { originOf, signersFor } from './signers.ts';
import { readTiles } from './read-tiles.ts';
import type { TileId, Tiles } from './tiles.ts';
import { grow, rightEdge, rootFrom, tileKey } from './tiles.ts';

/** `note` is the signed text; `root` is in hexadecimal digits. */
export type SignedCheckpoint = {
  readonly size: number;
  readonly root: string;
  readonly note: string;
  readonly signedAt: number;
};

/** How many events are taken up in one transaction: some 2 MB of tiles, and a fifth of a second. */
const stepSize = 25_000;
/** How many of those at most while somebody waits: half of what a worker may ask of D1 in one run (2026-04). */
const usualSteps = 40;

const columns = 'size, lower(hex(root)) AS root, note, signed_at AS signedAt';

/**
 * Takes up the events that no checkpoint covers yet and signs for them; gives the newest checkpoint. It
 * covers all events, unless there were more than `maxSteps` times 25,000 new ones: then the next call
 * goes on. Safe to be run by several at once.
 */
export async function checkpoint(
  scope: Scope,
  now: number,
  maxSteps = usualSteps,
): Promise<SignedCheckpoint> {
  for (let step = 1; ; step++) {
    const [latest, version] = await standing(scope);
    if (latest && (latest.size === version || step > maxSteps)) return latest;
    const from = latest?.size ?? 0;
    try {
      await extend(scope, from, Math.min(version, from + stepSize), now);
    } catch (error) {
      // Somebody else was faster: what they wrote is where we go on.
      if (!(error instanceof Error && error.message.includes('the log is append-only')))
        throw error;
    }
  }
}

/** Those after a size, at most so many, the oldest first. */
export async function checkpointsAfter(
  { db, orgId }: Scope,
  after: number,
  limit: number,
): Promise<SignedCheckpoint[]> {
  const sql = `SELECT ${columns} FROM log_checkpoints WHERE org_id = ?1 AND size > ?2 ORDER BY size LIMIT ?3`;
  return (await db.prepare(sql).bind(orgId, after, limit).all<SignedCheckpoint>()).results;
}

/** The newest checkpoint, or that of just this size. */
export async function checkpointOf(
  { db, orgId }: Scope,
  size?: number,
): Promise<SignedCheckpoint | undefined> {
  const sql = `SELECT ${columns} FROM log_checkpoints WHERE org_id = ?1 AND size BETWEEN ?2 AND ?3
    ORDER BY size DESC LIMIT 1`;
  const row = await db
    .prepare(sql)
    .bind(orgId, size ?? 0, size ?? Number.MAX_SAFE_INTEGER)
    .first<SignedCheckpoint>();
  return row ?? undefined;
}

/** The newest checkpoint, and how many events there are. */
async function standing(scope: Scope): Promise<[SignedCheckpoint | undefined, number]> {
  const { db, orgId } = scope;
  const latest = `SELECT ${columns} FROM log_checkpoints WHERE org_id = ?1 ORDER BY size DESC LIMIT 1`;
  const [checkpoints, versions] = await db.batch([
    db.prepare(latest).bind(orgId),
    versionStatement(scope),
  ]);
  const [version] = versions!.results as [{ version: number }];
  return [checkpoints!.results[0] as SignedCheckpoint | undefined, version.version];
}

async function extend(scope: Scope, from: number, to: number, now: number): Promise<void> {
  const { db, orgId } = scope;
  const tiles = await readTiles(scope, rightEdge(from));
  const grown = grow(tiles, from, await leavesOf(scope, from, to));
  const root = rootFrom(tiles, to);
  const { signers, writes } = await signersFor(scope, now);
  const note = await signCheckpoint({ origin: originOf(orgId), size: to, root }, signers);
  if (!note.ok) throw new Error(note.problem.message);
  await db.batch([
    ...writes,
    ...tileWrites(scope, grown, tiles),
    db
      .prepare('INSERT INTO log_checkpoints VALUES (?1, ?2, unhex(?3), ?4, ?5)')
      .bind(orgId, to, toHex(root), note.value, now),
  ]);
}

/** By tiles, in their order: one row for each where one for each event would be 256 times as many. */
async function leavesOf({ db, orgId }: Scope, from: number, to: number): Promise<Uint8Array> {
  const { results } = await db
    .prepare(
      `SELECT group_concat(hex(leaf), '' ORDER BY seq) AS leaves FROM events INDEXED BY events_seq
       WHERE org_id = ?1 AND seq > ?2 AND seq <= ?3 GROUP BY (seq - 1) / 256 ORDER BY (seq - 1) / 256`,
    )
    .bind(orgId, from, to)
    .all<{ leaves: string }>();
  const leaves = fromHex(results.map((row) => row.leaves).join(''));
  if (leaves.length !== (to - from) * hashSize)
    throw new Error('The numbers of the events have a gap.');
  return leaves;
}

function tileWrites({ db, orgId }: Scope, ids: readonly TileId[], tiles: Tiles) {
  const rows = ids.map((id) => [id.level, id.tile, toHex(tiles.get(tileKey(id))!)]);
  return jsonParts(rows).map((part) =>
    db
      .prepare(
        `INSERT INTO log_tiles SELECT ?1, value->>0, value->>1, unhex(value->>2) FROM json_each(?2)
         WHERE true ON CONFLICT (org_id, level, tile) DO UPDATE SET hashes = excluded.hashes`,
      )
      .bind(orgId, part),
  );
}
