import type { Selectors } from '../../shared/protocol/selectors.ts';
import { auditing } from './access/audit.ts';
import type { Scope } from './scope.ts';

/** `setAt` is in milliseconds since 1970 UTC. */
export type KeptSelectors = {
  readonly selectors: Selectors;
  readonly setAt: number;
  readonly setBy: string;
};

export type SelectorSets = {
  /** What the organisation's devices look for before what they were built with; undefined when never set. */
  readonly current: () => Promise<KeptSelectors | undefined>;
  readonly set: (kept: KeptSelectors) => Promise<void>;
};

export function selectorsOf({ db, orgId }: Pick<Scope, 'db' | 'orgId'>): SelectorSets {
  return {
    current: async () => {
      const row = await db
        .prepare(
          `SELECT document, set_at AS setAt, set_by AS setBy FROM selector_sets WHERE org_id = ?1`,
        )
        .bind(orgId)
        .first<{ document: string; setAt: number; setBy: string }>();
      if (!row) return undefined;
      const { document, ...rest } = row;
      return { ...rest, selectors: JSON.parse(document) as Selectors };
    },
    set: async ({ selectors, setAt, setBy }) => {
      const parts = Object.values(selectors).flatMap((site) => Object.keys(site ?? {}));
      const details = { parts: parts.length };
      await db.batch([
        db
          .prepare(
            `INSERT INTO selector_sets (org_id, document, set_at, set_by) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (org_id) DO UPDATE SET document = ?2, set_at = ?3, set_by = ?4`,
          )
          .bind(orgId, JSON.stringify(selectors), setAt, setBy),
        auditing({ db, orgId }, { actor: setBy, action: 'selectors.set', details }, setAt),
      ]);
    },
  };
}
