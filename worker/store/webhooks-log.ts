import type { Scope } from './scope.ts';

export type MessageState = 'pending' | 'delivered' | 'dead';

/** A message as its administrator sees it. */
export type MessageRow = {
  readonly id: string;
  readonly type: string;
  readonly state: MessageState;
  readonly attempts: number;
  readonly createdAt: number;
  readonly dueAt: number | null;
};

export type AttemptRow = {
  readonly at: number;
  readonly status: number | null;
  readonly failure: string | null;
};

const columns = 'id, type, state, attempts, created_at AS createdAt, due_at AS dueAt';
export type Cursor = Pick<MessageRow, 'createdAt' | 'id'>;

/** An endpoint's messages of a state, the latest first. */
export async function messagePage(
  { db, orgId }: Scope,
  endpointId: string,
  { state, before, limit }: { state: MessageState; before?: Cursor | undefined; limit: number },
): Promise<MessageRow[]> {
  const { results } = await db
    .prepare(
      `SELECT ${columns} FROM webhook_messages
       WHERE org_id = ?1 AND endpoint_id = ?2 AND state = ?3 AND (created_at, id) < (?4, ?5)
       ORDER BY created_at DESC, id DESC LIMIT ?6`,
    )
    .bind(
      orgId,
      endpointId,
      state,
      before?.createdAt ?? Number.MAX_SAFE_INTEGER,
      before?.id ?? '',
      limit,
    )
    .all<MessageRow>();
  return results;
}

/** How many messages of each endpoint are waiting and dead. */
export async function messageCounts({
  db,
  orgId,
}: Scope): Promise<Map<string, { pending: number; dead: number }>> {
  const { results } = await db
    .prepare(
      `SELECT endpoint_id AS endpointId, count(*) FILTER (WHERE state = 'pending') AS pending,
         count(*) FILTER (WHERE state = 'dead') AS dead
       FROM webhook_messages WHERE org_id = ?1 AND state IN ('pending', 'dead') GROUP BY endpoint_id`,
    )
    .bind(orgId)
    .all<{ endpointId: string; pending: number; dead: number }>();
  return new Map(results.map(({ endpointId, pending, dead }) => [endpointId, { pending, dead }]));
}

/** A message with its attempts, the first first; `undefined` when the endpoint has no such message. */
export async function messageWithAttempts(
  { db, orgId }: Scope,
  endpointId: string,
  id: string,
): Promise<{ message: MessageRow; attempts: AttemptRow[] } | undefined> {
  const [messages, attempts] = await db.batch([
    db
      .prepare(
        `SELECT ${columns} FROM webhook_messages WHERE org_id = ?1 AND endpoint_id = ?2 AND id = ?3`,
      )
      .bind(orgId, endpointId, id),
    db
      .prepare(
        `SELECT at, status, failure FROM webhook_attempts
         WHERE org_id = ?1 AND message_id = ?2 ORDER BY attempt`,
      )
      .bind(orgId, id),
  ]);
  const message = messages!.results[0] as MessageRow | undefined;
  return message && { message, attempts: attempts!.results as AttemptRow[] };
}

/** Lets a message, or all dead ones, be tried anew from the first attempt. Gives how many. */
export async function sendAgain(
  { db, orgId }: Scope,
  endpointId: string,
  now: number,
  id?: string,
): Promise<number> {
  const { meta } = await db
    .prepare(
      `UPDATE webhook_messages SET state = 'pending', attempts = 0, due_at = ?3
       WHERE org_id = ?1 AND endpoint_id = ?2 AND iif(?4 IS NULL, state = 'dead', id = ?4)`,
    )
    .bind(orgId, endpointId, now, id ?? null)
    .run();
  return meta.changes;
}

const day = 86_400_000;
/** How long what arrived, and what never did, can be looked up. */
const kept = { delivered: 30 * day, dead: 90 * day };

/** Deletes old messages of everybody with their attempts. From endpoint to endpoint, as the index has them. */
export async function forgetMessages(db: D1Database, now: number): Promise<void> {
  const old = `SELECT m.org_id, m.id FROM webhook_endpoints e
    CROSS JOIN (VALUES ('delivered', ?1), ('dead', ?2)) k
    CROSS JOIN webhook_messages m ON m.org_id = e.org_id AND m.endpoint_id = e.id
      AND m.state = k.column1 AND m.created_at < k.column2`;
  const of = (sql: string) => db.prepare(sql).bind(now - kept.delivered, now - kept.dead);
  await db.batch([
    of(`DELETE FROM webhook_attempts WHERE (org_id, message_id) IN (${old})`),
    of(`DELETE FROM webhook_messages WHERE (org_id, id) IN (${old})`),
  ]);
}
