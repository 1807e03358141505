import type { Category } from '../../shared/screening/finding.ts';
import type { Dismissal } from '../../shared/protocol/screening.ts';
import type { Scope } from './scope.ts';

export type DismissalCounts = {
  /** Adds to the counts of each rule. */
  readonly add: (dismissals: readonly Dismissal[]) => Promise<void>;
  /** The most dismissed first. There are only so many rules, so these are all. */
  readonly list: () => Promise<Dismissal[]>;
};

export function dismissalsOf({ db, orgId }: Pick<Scope, 'db' | 'orgId'>): DismissalCounts {
  return {
    add: async (dismissals) => {
      await db.batch(
        dismissals.map(({ category, binder, count }) =>
          db
            .prepare(
              `INSERT INTO screening_dismissals (org_id, category, binder, count) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (org_id, category, binder) DO UPDATE SET count = count + excluded.count`,
            )
            .bind(orgId, category, binder, count),
        ),
      );
    },
    list: async () => {
      const { results } = await db
        .prepare(
          `SELECT category, binder, count FROM screening_dismissals WHERE org_id = ?1
           ORDER BY count DESC, category, binder`,
        )
        .bind(orgId)
        .all<Dismissal & { category: Category }>();
      return results;
    },
  };
}
