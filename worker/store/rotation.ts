import { generationPrefix, openSecret, sealSecret, wrapAnew } from '../sealing.ts';
import { jsonParts } from './parts.ts';
import type { Scope } from './scope.ts';

/** `left` counts what is still under another generation of the master key; 0 says that it can go. */
export type Rotation = { readonly rewrapped: number; readonly left: number };

/** Contacts looked at in one go. */
const usualPage = 2000;

/**
 * Wraps the keys of contacts, and the secrets of connections and webhooks, by the current generation of
 * the master key. What they protect is not touched, nor is any event. Takes at most so many pages of
 * contacts and goes on from there the next time; later ones are looked at too, since an older worker
 * may have made them. May run while others write, and twice at once.
 */
export async function rotateKeys(
  scope: Scope,
  now: number,
  maxPages: number,
  pageSize = usualPage,
): Promise<Rotation> {
  let rewrapped = 0;
  for (const table of ['provider_connections', 'webhook_endpoints'] as const)
    rewrapped += await sealAnew(scope, table);
  let { cursor, finished } = await progress(scope);
  for (let page = 0; page < maxPages; page++) {
    const rows = await contactsAfter(scope, cursor, pageSize);
    rewrapped += await wrapPage(scope, rows);
    cursor = rows.at(-1)?.id ?? cursor;
    await save(scope, cursor, finished ? now : null);
    if (rows.length === pageSize) continue;
    const left = finished ? 0 : await countLeft(scope);
    if (left === 0) await save(scope, cursor, now);
    // What is left lies before the cursor: begin again.
    else await save(scope, '', null);
    return { rewrapped, left };
  }
  return { rewrapped, left: await countLeft(scope) };
}

type Row = { readonly id: string; readonly wrapped: string | null };

async function progress({ db, orgId, keys }: Scope) {
  const row = await db
    .prepare(
      `SELECT lower(hex(cursor)) AS cursor, finished_at IS NOT NULL AS finished FROM key_rotations
       WHERE org_id = ?1 AND generation = ?2`,
    )
    .bind(orgId, keys.generation)
    .first<{ cursor: string; finished: 0 | 1 }>();
  return { cursor: row?.cursor ?? '', finished: row?.finished === 1 };
}

async function save(scope: Scope, cursor: string, finishedAt: number | null): Promise<void> {
  const { db, orgId, keys } = scope;
  await db
    .prepare(
      `INSERT INTO key_rotations VALUES (?1, ?2, unhex(?3), ?4)
       ON CONFLICT (org_id, generation) DO UPDATE SET cursor = excluded.cursor, finished_at = excluded.finished_at`,
    )
    .bind(orgId, keys.generation, cursor, finishedAt)
    .run();
}

/** `wrapped` of those alone that are under a generation which is at hand and not the current one. */
async function contactsAfter(
  { db, orgId, keys }: Scope,
  cursor: string,
  limit: number,
): Promise<Row[]> {
  const older = [...keys.wrapping.keys()].filter((each) => each !== keys.generation);
  const { results } = await db
    .prepare(
      `SELECT lower(hex(id)) AS id,
         CASE WHEN substr(wrapped_key, 1, 2) IN (SELECT unhex(value) FROM json_each(?4))
           THEN lower(hex(wrapped_key)) END AS wrapped
       FROM contacts WHERE org_id = ?1 AND id > unhex(?2) ORDER BY id LIMIT ?3`,
    )
    .bind(orgId, cursor, limit, JSON.stringify(older.map(generationPrefix)))
    .all<Row>();
  return results;
}

/**
 * Only where the key is what was read: one that was destroyed meanwhile stays destroyed. The organisation
 * comes out of `k`, or SQLite would walk through the organisation and look each contact up in `k`.
 */
async function wrapPage(scope: Scope, rows: readonly Row[]): Promise<number> {
  const { db, orgId, keys } = scope;
  const older = rows.filter(({ wrapped }) => wrapped !== null);
  const anew = await Promise.all(
    older.map(async ({ id, wrapped }) => {
      const place = { orgId, contactId: id };
      return [id, wrapped, await wrapAnew(keys, place, wrapped!)];
    }),
  );
  const updates = jsonParts(anew).map((part) =>
    db
      .prepare(
        `WITH k AS MATERIALIZED (
           SELECT ?1 AS org_id, unhex(value->>0) AS id, unhex(value->>1) AS old,
             unhex(value->>2) AS anew FROM json_each(?2)
         )
         UPDATE contacts SET wrapped_key = k.anew FROM k
         WHERE contacts.org_id = k.org_id AND contacts.id = k.id AND contacts.wrapped_key = k.old`,
      )
      .bind(orgId, part),
  );
  if (updates.length === 0) return 0;
  const results = await db.batch(updates);
  return results.reduce((sum, { meta }) => sum + meta.changes, 0);
}

async function sealAnew(
  { db, orgId, keys }: Scope,
  table: 'provider_connections' | 'webhook_endpoints',
): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT id, lower(hex(sealed)) AS wrapped FROM ${table}
       WHERE org_id = ?1 AND length(sealed) > 0 AND substr(sealed, 1, 2) <> unhex(?2)`,
    )
    .bind(orgId, generationPrefix(keys.generation))
    .all<{ id: string; wrapped: string }>();
  for (const { id, wrapped } of results) {
    const sealed = await sealSecret(keys, orgId, id, await openSecret(keys, orgId, id, wrapped));
    await db
      .prepare(
        `UPDATE ${table} SET sealed = unhex(?3)
         WHERE org_id = ?1 AND id = ?2 AND sealed = unhex(?4)`,
      )
      .bind(orgId, id, sealed, wrapped)
      .run();
  }
  return results.length;
}

async function countLeft({ db, orgId, keys }: Scope): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS count FROM contacts
       WHERE org_id = ?1 AND length(wrapped_key) > 0 AND substr(wrapped_key, 1, 2) <> unhex(?2)`,
    )
    .bind(orgId, generationPrefix(keys.generation))
    .first<{ count: number }>();
  return row!.count;
}
