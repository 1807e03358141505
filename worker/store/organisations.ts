import type { Bindings } from '../env.ts';
import { generationPrefix } from '../sealing.ts';

/*
 * Which organisations have something for a job to do. These are the questions that are asked without an
 * organisation, and they give nothing but ids.
 */

/** Those with events that no checkpoint covers yet, at most so many: first those whose last one is the oldest. */
export async function organisationsToSign({ DB }: Bindings, limit: number): Promise<string[]> {
  return ids(
    DB.prepare(
      `SELECT id FROM organisations o WHERE
         coalesce((SELECT max(seq) FROM events INDEXED BY events_seq WHERE org_id = o.id), 0) >
         coalesce((SELECT max(size) FROM log_checkpoints WHERE org_id = o.id), 0)
       ORDER BY (SELECT signed_at FROM log_checkpoints WHERE org_id = o.id ORDER BY size DESC LIMIT 1)
       LIMIT ?1`,
    ).bind(limit),
  );
}

/** That the organisation `o` has a secret under another generation than `?1`, which is in hexadecimal digits. */
const hasOlderSecrets = (['provider_connections', 'webhook_endpoints'] as const)
  .map(
    (table) => `EXISTS (SELECT 1 FROM ${table} s
      WHERE s.org_id = o.id AND length(s.sealed) > 0 AND substr(s.sealed, 1, 2) <> unhex(?1))`,
  )
  .join(' OR ');

/**
 * Those with contacts or secrets that may be under an older generation of the master key than this one: first those that
 * have not been gone through, then those where that was longest ago.
 */
export async function organisationsToRotate(
  { DB }: Bindings,
  generation: number,
  limit: number,
): Promise<string[]> {
  return ids(
    DB.prepare(
      `SELECT o.id FROM organisations o
         LEFT JOIN key_rotations r ON r.org_id = o.id AND r.generation = ?2
       WHERE r.finished_at IS NULL OR r.cursor < (SELECT max(id) FROM contacts WHERE org_id = o.id)
         OR ${hasOlderSecrets}
       ORDER BY r.finished_at LIMIT ?3`,
    ).bind(generationPrefix(generation), generation, limit),
  );
}

/** How many have not had all of their contacts' keys, and their secrets, wrapped by this generation of the master key. */
export async function unfinishedRotations({ DB }: Bindings, generation: number): Promise<number> {
  const row = await DB.prepare(
    `SELECT count(*) AS count FROM organisations o WHERE NOT EXISTS (
       SELECT 1 FROM key_rotations
       WHERE org_id = o.id AND generation = ?2 AND finished_at IS NOT NULL) OR ${hasOlderSecrets}`,
  )
    .bind(generationPrefix(generation), generation)
    .first<{ count: number }>();
  return row!.count;
}

async function ids(statement: D1PreparedStatement): Promise<string[]> {
  return (await statement.all<{ id: string }>()).results.map(({ id }) => id);
}
