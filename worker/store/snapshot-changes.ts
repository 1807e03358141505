import type { Entry } from '../../shared/snapshot/entry.ts';
import { packPart } from '../../shared/snapshot/pack.ts';
import { isWorthABase } from '../../shared/snapshot/snapshot.ts';
import type { Scope } from './scope.ts';
import type { Built } from './snapshot-builds.ts';
import { newestBuild } from './snapshot-builds.ts';
import type { IdentifierRow } from './snapshot-entries.ts';
import type { Limits } from './snapshot-limits.ts';
import { entriesOf, identifierColumns } from './snapshot-entries.ts';

/** What a device has: so many events of the history that this epoch belongs to. */
export type Seen = { readonly version: number; readonly epoch: string };

/** What brings a device up to date, or a step nearer; as `SyncResponse` in shared/protocol says. */
export type Changes = Seen & {
  readonly full: boolean;
  readonly base: Built | undefined;
  readonly changes: Uint8Array;
  readonly more: boolean;
};

const nothing = '0'.repeat(16);

export async function changesSince(
  scope: Scope,
  seen: Seen,
  { few, perAnswer }: Limits,
): Promise<Changes> {
  const base = await newestBuild(scope);
  const [latest, same] = await Promise.all([lastOf(scope), epochAt(scope, seen.version)]);
  const behind = latest.version - seen.version;
  const full =
    seen.version === 0 ||
    seen.epoch !== same ||
    (base !== undefined && base.version > seen.version && isWorthABase(behind, base.entries, few));
  const from = full ? (base?.version ?? 0) : seen.version;
  const to = Math.min(latest.version, from + perAnswer);
  const entries = from === to ? [] : await changed(scope, from, to);
  return {
    version: to,
    epoch: to === latest.version ? latest.epoch : (await epochAt(scope, to))!,
    full,
    base,
    // Who begins from nothing need not be told what is not there.
    changes: packPart(from === 0 ? entries.filter(({ members }) => members.length > 0) : entries),
    more: to < latest.version,
  };
}

async function lastOf({ db, orgId }: Scope): Promise<Seen> {
  const last = db
    .prepare(
      `SELECT seq AS version, lower(hex(substr(leaf, 1, 8))) AS epoch
       FROM events INDEXED BY events_seq
       WHERE org_id = ?1 AND seq = (SELECT max(seq) FROM events WHERE org_id = ?1)`,
    )
    .bind(orgId);
  return (await last.first<Seen>()) ?? { version: 0, epoch: nothing };
}

/**
 * Tells histories apart: a database that was restored and has gone on since has another event there.
 * Undefined where there are not so many.
 */
async function epochAt({ db, orgId }: Scope, version: number): Promise<string | undefined> {
  if (version === 0) return nothing;
  const event = db
    .prepare(
      `SELECT lower(hex(substr(leaf, 1, 8))) AS epoch
       FROM events INDEXED BY events_seq WHERE org_id = ?1 AND seq = ?2`,
    )
    .bind(orgId, version);
  return (await event.first<string>('epoch')) ?? undefined;
}

/*
 * Of whom events are new; who is one person with them; all who share a wide form with any of these,
 * since an entry is given whole.
 */
const changedQuery = `
WITH told AS (
  SELECT DISTINCT contact_id FROM events INDEXED BY events_seq
  WHERE org_id = ?1 AND seq > ?2 AND seq <= ?3
),
people AS MATERIALIZED (
  SELECT DISTINCT coalesce(p.person_id, told.contact_id) AS person FROM told
    LEFT JOIN persons p ON p.org_id = ?1 AND p.contact_id = told.contact_id
),
members AS (
  SELECT person AS contact FROM people
  UNION
  SELECT m.contact_id FROM people
    CROSS JOIN persons m INDEXED BY persons_person ON m.org_id = ?1 AND m.person_id = person
),
forms AS MATERIALIZED (
  SELECT DISTINCT i.device_wide AS wide FROM members
    CROSS JOIN identifiers i INDEXED BY identifiers_contact
      ON i.org_id = ?1 AND i.contact_id = members.contact
)
SELECT ${identifierColumns} FROM forms
  CROSS JOIN identifiers i INDEXED BY identifiers_device
    ON i.org_id = ?1 AND i.device_wide = forms.wide
  LEFT JOIN persons p ON p.org_id = ?1 AND p.contact_id = i.contact_id`;

async function changed(scope: Scope, from: number, to: number): Promise<Entry[]> {
  const rows = scope.db.prepare(changedQuery).bind(scope.orgId, from, to);
  return entriesOf(scope, (await rows.all<IdentifierRow>()).results, to);
}
