import type { SnapshotBase } from '../../shared/protocol/api.ts';
import { formatVersion } from '../../shared/snapshot/layout.ts';
import { isWorthABase } from '../../shared/snapshot/snapshot.ts';
import { checksumOfText } from '../../shared/snapshot/checksum.ts';
import { randomHex } from '../bytes.ts';
import type { Scope } from './scope.ts';

/** A whole that is being made, or is complete. Names begin with the format's version. */
export type Build = {
  readonly id: string;
  readonly version: number;
  readonly entries: number;
  readonly parts: number;
  /** Where the next part begins: the first 16 bits of a hash. */
  readonly nextPrefix: number;
};

/** A complete one, as a device is told of it. */
export type Built = Pick<Build, 'id' | 'version' | 'entries'>;

/** Past the last prefix: complete. */
export const pastAll = 0x10000;

const columns = 'id, version, entries, parts, next_prefix AS nextPrefix';
const ours = `${formatVersion}-`;

export async function newestBuild({ db, orgId }: Scope): Promise<Build | undefined> {
  return buildWhere({ db, orgId }, `next_prefix = ${pastAll}`);
}

export async function openBuild({ db, orgId }: Scope): Promise<Build | undefined> {
  return buildWhere({ db, orgId }, `next_prefix < ${pastAll}`);
}

/** Those of another format are no use any more; they go when the next is complete. */
async function buildWhere({ db, orgId }: Pick<Scope, 'db' | 'orgId'>, condition: string) {
  const newest = db
    .prepare(
      `SELECT ${columns} FROM snapshot_builds
       WHERE org_id = ?1 AND id >= ?2 AND id < ?3 AND ${condition}
       ORDER BY version DESC, id LIMIT 1`,
    )
    .bind(orgId, ours, `${ours}~`);
  return (await newest.first<Build>()) ?? undefined;
}

/**
 * Those for which a new whole is due: first those that have none, then those whose was begun longest ago. The
 * one question that is not about one organisation.
 */
export async function organisationsBehind(db: D1Database, few: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT o.id, coalesce(b.entries, 0) AS entries,
         (SELECT coalesce(max(e.seq), 0) FROM events e WHERE e.org_id = o.id)
           - coalesce(max(b.version), 0) AS changes
       FROM organisations o LEFT JOIN snapshot_builds b
         ON b.org_id = o.id AND b.id >= ?1 AND b.id < ?2 AND b.next_prefix = ${pastAll}
       GROUP BY o.id ORDER BY b.started_at`,
    )
    .bind(ours, `${ours}~`)
    .all<{ id: string; entries: number; changes: number }>();
  return results
    .filter(({ changes, entries }) => isWorthABase(changes, entries, few))
    .map(({ id }) => id);
}

export async function startBuild({ db, orgId }: Scope, version: number, now: number) {
  const build: Build = { id: ours + randomHex(8), version, entries: 0, parts: 0, nextPrefix: 0 };
  await db
    .prepare('INSERT INTO snapshot_builds VALUES (?, ?, ?, ?, 0, 0, 0)')
    .bind(orgId, build.id, version, now)
    .run();
  return build;
}

export type NewPart = {
  readonly nextPrefix: number;
  readonly entries: number;
  readonly size: number;
  /** Of the plain bytes, which the packed ones are gzip of. */
  readonly checksum: string;
  readonly packed: ArrayBuffer;
};

/** Adds the next part; with the last one, the builds before this one go. Fails when somebody else added it meanwhile. */
export async function addPart({ db, orgId }: Scope, build: Build, part: NewPart): Promise<void> {
  const add = db
    .prepare('INSERT INTO snapshot_parts VALUES (?, ?, ?, ?, ?, unhex(?), ?)')
    .bind(orgId, build.id, build.parts, build.nextPrefix, part.size, part.checksum, part.packed);
  const advance = db
    .prepare(
      `UPDATE snapshot_builds SET next_prefix = ?3, parts = parts + 1, entries = entries + ?4
       WHERE org_id = ?1 AND id = ?2`,
    )
    .bind(orgId, build.id, part.nextPrefix, part.entries);
  const removals = ['snapshot_parts WHERE build_id', 'snapshot_builds WHERE id'].map((from) =>
    db.prepare(`DELETE FROM ${from} <> ?2 AND org_id = ?1`).bind(orgId, build.id),
  );
  await db.batch([add, advance, ...(part.nextPrefix === pastAll ? removals : [])]);
}

/** Undefined when it is not complete, or has been replaced. */
export async function describeBuild(scope: Scope, id: string): Promise<SnapshotBase | undefined> {
  const build = await newestBuild(scope);
  if (build?.id !== id) return undefined;
  const { results } = await scope.db
    .prepare(
      `SELECT first_prefix AS first, size, lower(hex(digest)) AS checksum FROM snapshot_parts
       WHERE org_id = ?1 AND build_id = ?2 ORDER BY part`,
    )
    .bind(scope.orgId, id)
    .all<SnapshotBase['parts'][number]>();
  const { version, entries } = build;
  const described = { id, version, entries, parts: results };
  return { ...described, checksum: checksumOfText(JSON.stringify(described)) };
}

/** gzip of a part's bytes. */
export async function partOf(
  { db, orgId }: Scope,
  id: string,
  part: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!Number.isSafeInteger(part)) return undefined;
  const packed = await db
    .prepare('SELECT packed FROM snapshot_parts WHERE org_id = ? AND build_id = ? AND part = ?')
    .bind(orgId, id, part)
    .first<number[]>('packed');
  return packed ? Uint8Array.from(packed) : undefined;
}
