import { Refusal } from '../../errors.ts';
import type { StoredEvent } from '../entry.ts';
import { entryOf, storedColumns } from '../entry.ts';
import type { Scope } from '../scope.ts';

/** Rows in one query: some 400 kB of text. */
const pageSize = 1000;

/** The entries from `from` (0 is the first) up to, not including, `to`. */
export async function entriesOf(scope: Scope, from: number, to: number): Promise<string[]> {
  const { results } = await scope.db
    .prepare(
      `SELECT ${storedColumns} FROM events e INDEXED BY events_seq
       WHERE e.org_id = ?1 AND e.seq > ?2 AND e.seq <= ?3 ORDER BY e.seq`,
    )
    .bind(scope.orgId, from, to)
    .all<StoredEvent>();
  return results.map(entryOf);
}

/** The same a page at a time, so that a log of any length takes the memory of a page. */
export async function* entryPages(
  scope: Scope,
  from: number,
  to: number,
): AsyncGenerator<string[], void, undefined> {
  for (let at = from; at < to; at += pageSize)
    yield await entriesOf(scope, at, Math.min(to, at + pageSize));
}

/** An event's place in the log. A 404 `Refusal` when there is none with this id. */
export async function indexOf({ db, orgId }: Scope, id: string): Promise<number> {
  const sql = 'SELECT seq FROM events INDEXED BY events_id WHERE org_id = ?1 AND id = ?2';
  const row = await db.prepare(sql).bind(orgId, id).first<{ seq: number }>();
  if (!row) throw unknownEvent;
  return row.seq - 1;
}

export const unknownEvent = new Refusal(404, 'event.unknown', 'The log has no event with this id.');
