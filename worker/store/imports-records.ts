import type { ListState } from '../../shared/list/list-reader.ts';
import { unread } from '../../shared/list/list-reader.ts';
import type { RowLine } from '../../shared/list/lines.ts';
import type { ListSettings } from '../../shared/list/settings.ts';
import type { Problem } from '../../shared/result.ts';
import { randomHex } from '../bytes.ts';
import { auditing } from './access/audit.ts';
import type { By } from './event-rows.ts';
import type { Scope } from './scope.ts';

/** A list and how far it has been taken in. Times are milliseconds since 1970 UTC; counts are of rows, but for `events`. */
export type ImportRecord = {
  readonly id: string;
  readonly name: string;
  readonly settings: ListSettings;
  readonly dryRun: boolean;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly state: 'open' | 'done' | 'stopped';
  /** Why it was stopped. */
  readonly problem: Problem | null;
  /** The byte behind the last row that is in the store, and what the reader knows there. */
  readonly offset: number;
  readonly reading: ListState;
  readonly rows: number;
  readonly taken: number;
  readonly refused: number;
  readonly noted: number;
  readonly events: number;
  readonly movedAt: number;
};

export type NewImport = Pick<ImportRecord, 'name' | 'settings' | 'dryRun'>;

/** A line of the report. `taken`: the row was, though not as it stands. */
export type ReportLine = RowLine & { readonly row: number; readonly taken: boolean };
export type PlacedLine = ReportLine & { readonly place: number };

export type ImportPage = { readonly before: string; readonly limit: number };
/** After a line, at most so many. */
export type LinesPage = { readonly row: number; readonly place: number; readonly limit: number };

const columns = `id, name, settings, dry_run AS dryRun, created_at AS createdAt, created_by AS createdBy,
  state, problem, offset, reading, rows, taken, refused, noted, events, moved_at AS movedAt`;

type Place = Pick<Scope, 'db' | 'orgId'>;

export async function beginImport(
  { db, orgId }: Place,
  { name, settings, dryRun }: NewImport,
  { recordedBy, now }: By,
): Promise<ImportRecord> {
  const id = `imp_${now.toString(16).padStart(12, '0')}${randomHex(4)}`;
  const audited = { actor: recordedBy, action: 'import.begun', target: id } as const;
  await db.batch([
    db
      .prepare(
        `INSERT INTO imports (org_id, id, name, settings, dry_run, created_at, created_by, state,
           offset, reading, rows, taken, refused, noted, events, moved_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'open', 0, ?8, 0, 0, 0, 0, 0, ?6)`,
      )
      .bind(
        orgId,
        id,
        name,
        JSON.stringify(settings),
        dryRun ? 1 : 0,
        now,
        recordedBy,
        JSON.stringify(unread),
      ),
    auditing({ db, orgId }, { ...audited, details: { dryRun } }, now),
  ]);
  const counts = { rows: 0, taken: 0, refused: 0, noted: 0, events: 0 };
  const begun = { state: 'open', problem: null, offset: 0, reading: unread, movedAt: now } as const;
  return { id, name, settings, dryRun, createdAt: now, createdBy: recordedBy, ...begun, ...counts };
}

export async function findImport(
  { db, orgId }: Place,
  id: string,
): Promise<ImportRecord | undefined> {
  const row = await db
    .prepare(`SELECT ${columns} FROM imports WHERE org_id = ?1 AND id = ?2`)
    .bind(orgId, id)
    .first<Row>();
  return row ? toRecord(row) : undefined;
}

/** Newest first. */
export async function importPage({ db, orgId }: Place, page: ImportPage): Promise<ImportRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM imports WHERE org_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3`,
    )
    .bind(orgId, page.before, page.limit)
    .all<Row>();
  return results.map(toRecord);
}

/** The report's lines, in the order of the rows. */
export async function importLines(
  { db, orgId }: Place,
  id: string,
  { row, place, limit }: LinesPage,
): Promise<PlacedLine[]> {
  const { results } = await db
    .prepare(
      `SELECT row, place, "column", code, message, taken FROM import_lines
       WHERE org_id = ?1 AND import_id = ?2 AND (row, place) > (?3, ?4)
       ORDER BY row, place LIMIT ?5`,
    )
    .bind(orgId, id, row, place, limit)
    .all<Omit<PlacedLine, 'taken'> & { readonly taken: 0 | 1 }>();
  return results.map((line) => ({ ...line, taken: line.taken === 1 }));
}

type Row = Omit<ImportRecord, 'settings' | 'dryRun' | 'problem' | 'reading'> & {
  readonly settings: string;
  readonly dryRun: 0 | 1;
  readonly problem: string | null;
  readonly reading: string;
};

function toRecord({ settings, dryRun, problem, reading, ...row }: Row): ImportRecord {
  return {
    ...row,
    settings: JSON.parse(settings) as ListSettings,
    dryRun: dryRun === 1,
    problem: problem === null ? null : (JSON.parse(problem) as Problem),
    reading: JSON.parse(reading) as ListState,
  };
}
