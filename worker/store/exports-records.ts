import type { ExportRequest } from '../../shared/protocol/exports.ts';
import { randomHex } from '../bytes.ts';
import { auditing } from './access/audit.ts';
import type { By } from './event-rows.ts';
import type { Scope } from './scope.ts';

/** Something that is taken out. Times are milliseconds since 1970 UTC. */
export type ExportRecord = ExportRequest & {
  readonly id: string;
  /** Events after this one are not in it. */
  readonly version: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
};

export type ExportPage = { readonly before: string; readonly limit: number };

const columns = `id, what, format, purpose, recipient, version, created_at AS createdAt,
  created_by AS createdBy, expires_at AS expiresAt`;

type Place = Pick<Scope, 'db' | 'orgId'>;

/** What is asked for, put on record and audited before a byte of it goes out. It lasts `lasts` milliseconds. */
export async function makeExport(
  { db, orgId }: Place,
  { what, format, purpose, recipient }: ExportRequest,
  { recordedBy, now, lasts }: By & { readonly lasts: number },
): Promise<ExportRecord> {
  const id = `out_${now.toString(16).padStart(12, '0')}${randomHex(4)}`;
  const entry = { actor: recordedBy, action: 'export.made', target: id } as const;
  const [, , made] = await db.batch<ExportRecord>([
    db
      .prepare(
        `INSERT INTO exports (org_id, id, what, format, purpose, recipient, version, created_at,
           created_by, expires_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, (SELECT coalesce(max(seq), 0) FROM events WHERE org_id = ?1),
           ?7, ?8, ?9`,
      )
      .bind(orgId, id, what, format, purpose, recipient, now, recordedBy, now + lasts),
    auditing({ db, orgId }, { ...entry, details: { what, format } }, now),
    db.prepare(`SELECT ${columns} FROM exports WHERE org_id = ?1 AND id = ?2`).bind(orgId, id),
  ]);
  return made!.results[0]!;
}

export async function findExport(
  { db, orgId }: Place,
  id: string,
): Promise<ExportRecord | undefined> {
  const row = await db
    .prepare(`SELECT ${columns} FROM exports WHERE org_id = ?1 AND id = ?2`)
    .bind(orgId, id)
    .first<ExportRecord>();
  return row ?? undefined;
}

/** Newest first. */
export async function exportPage(
  { db, orgId }: Place,
  { before, limit }: ExportPage,
): Promise<ExportRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM exports WHERE org_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3`,
    )
    .bind(orgId, before, limit)
    .all<ExportRecord>();
  return results;
}
