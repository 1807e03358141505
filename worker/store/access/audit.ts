import { randomHex } from '../../bytes.ts';

/** Where an entry belongs. */
export type Place = { readonly db: D1Database; readonly orgId: string };

/** `details` says what changed, and nothing of who anybody is: no names, addresses or secrets. */
export type NewEntry = {
  /** `mem_…`, `key_…`, or `heed` for what the worker does by itself. */
  readonly actor: string;
  /** `thing.done`: `member.invited`, `api-key.revoked`. */
  readonly action: `${string}.${string}`;
  /** The id of what it was done to. */
  readonly target?: string;
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
};

export type Entry = {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
};

const insertion = 'INSERT INTO audit (org_id, at, id, actor, action, target, details)';

/** For the batch that does it: then neither can be written without the other. */
export function auditing(place: Place, entry: NewEntry, now: number): D1PreparedStatement {
  return place.db
    .prepare(`${insertion} VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)`)
    .bind(...valuesOf(place, entry, now));
}

/** As `auditing`, and only when the statement before it in the batch changed something. */
export function auditingChange(place: Place, entry: NewEntry, now: number): D1PreparedStatement {
  return place.db
    .prepare(`${insertion} SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE changes() > 0`)
    .bind(...valuesOf(place, entry, now));
}

function valuesOf({ orgId }: Place, { actor, action, target, details }: NewEntry, now: number) {
  const id = `aud_${randomHex(8)}`;
  return [orgId, now, id, actor, action, target ?? null, details ? JSON.stringify(details) : null];
}

/** Where a page begins: after this entry, going back in time. */
export type Cursor = Pick<Entry, 'at' | 'id'>;

/** The latest first, at most `limit`. */
export async function auditPage(
  { db, orgId }: Place,
  { before, limit }: { readonly before?: Cursor; readonly limit: number },
): Promise<Entry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, at, actor, action, target, details FROM audit
       WHERE org_id = ?1 AND (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT ?4`,
    )
    .bind(orgId, before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit)
    .all<Omit<Entry, 'details'> & { details: string | null }>();
  return results.map((row) => ({ ...row, details: row.details && JSON.parse(row.details) }));
}
