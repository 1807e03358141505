import type { GuardReportRequest } from '../../shared/protocol/guard-report.ts';
import { randomHex } from '../bytes.ts';
import type { Scope } from './scope.ts';

/** A report as it is kept. `reportedAt` is in milliseconds since 1970 UTC. */
export type KeptReport = GuardReportRequest & {
  readonly id: string;
  readonly reportedAt: number;
  readonly reportedBy: string;
};

export type GuardReports = {
  /** Keeps a report and gives its id; forgets those of half a year ago. */
  readonly add: (report: GuardReportRequest, by: Reporter) => Promise<string>;
  /** Newest first, those before an id; at most `limit`. */
  readonly page: (page: { before: string; limit: number }) => Promise<KeptReport[]>;
};

type Reporter = { readonly reportedBy: string; readonly now: number };
type Place = Pick<Scope, 'db' | 'orgId'>;

const kept = 180 * 86_400_000;

export function guardReportsOf({ db, orgId }: Place): GuardReports {
  return {
    add: async ({ site, problem, version, structure }, { reportedBy, now }) => {
      const id = idAt(now) + randomHex(10);
      await db.batch([
        db
          .prepare(
            `INSERT INTO guard_reports (org_id, id, reported_at, reported_by, site, problem, structure)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`,
          )
          .bind(orgId, id, now, reportedBy, site, problem, JSON.stringify({ version, structure })),
        db
          .prepare('DELETE FROM guard_reports WHERE org_id = ?1 AND id < ?2')
          .bind(orgId, idAt(now - kept)),
      ]);
      return id;
    },
    page: async ({ before, limit }) => {
      const { results } = await db
        .prepare(
          `SELECT id, reported_at AS reportedAt, reported_by AS reportedBy, site, problem, structure
           FROM guard_reports WHERE org_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3`,
        )
        .bind(orgId, before, limit)
        .all<Row>();
      return results.map(({ structure, ...row }) => ({
        ...row,
        ...(JSON.parse(structure) as Pick<GuardReportRequest, 'version' | 'structure'>),
      }));
    },
  };
}

type Row = Omit<KeptReport, 'version' | 'structure'> & { readonly structure: string };

/** What the ids of a moment begin with: milliseconds, in 12 hexadecimal digits. */
function idAt(instant: number): string {
  return Math.max(0, instant).toString(16).padStart(12, '0');
}
