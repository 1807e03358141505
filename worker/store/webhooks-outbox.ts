import { randomHex } from '../bytes.ts';
import { openContactKey, openText } from '../sealing.ts';
import type { Attempt } from '../webhooks/attempt.ts';
import type { Happened, Message } from '../webhooks/body.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import type { Scope } from './scope.ts';

export type Waiting = { readonly orgId: string; readonly endpointId: string };

export type Asked = {
  /** Of one organisation; without it of all. */
  readonly orgId?: string | undefined;
  readonly except: readonly string[];
  readonly most: number;
};

/** Endpoints that are on and have something due, those first that have waited longest. */
export async function endpointsDue(
  db: D1Database,
  now: number,
  { orgId, except, most }: Asked,
): Promise<Waiting[]> {
  const { results } = await db
    .prepare(
      `SELECT orgId, endpointId FROM
         (SELECT e.org_id AS orgId, e.id AS endpointId, (SELECT min(m.due_at) FROM webhook_messages m
            WHERE m.org_id = e.org_id AND m.endpoint_id = e.id AND m.due_at IS NOT NULL) AS dueAt
          FROM webhook_endpoints e
          WHERE (?2 IS NULL OR e.org_id = ?2) AND e.disabled_at IS NULL
            AND e.id NOT IN (SELECT value FROM json_each(?3)))
       WHERE dueAt <= ?1 ORDER BY dueAt LIMIT ?4`,
    )
    .bind(now, orgId ?? null, JSON.stringify(except), most)
    .all<Waiting>();
  return results;
}

/** Takes what has been due longest, so that nobody else sends it until `until`. */
export async function claim(
  { db, orgId }: Scope,
  endpointId: string,
  { now, until, most }: { now: number; until: number; most: number },
): Promise<Message[]> {
  const { results } = await db
    .prepare(
      `UPDATE webhook_messages SET due_at = ?4 WHERE org_id = ?1 AND id IN
         (SELECT id FROM webhook_messages
          WHERE org_id = ?1 AND endpoint_id = ?2 AND due_at <= ?3 ORDER BY due_at LIMIT ?5)
       RETURNING id, type, seq, data, created_at AS createdAt, attempts`,
    )
    .bind(orgId, endpointId, now, until, most)
    .all<Message>();
  return results;
}

/** Messages that were taken and not tried. They wait as before, unless their endpoint was switched off meanwhile. */
export async function putBack(
  { db, orgId }: Scope,
  ids: readonly string[],
  dueAt: number,
): Promise<void> {
  await db
    .prepare(
      `UPDATE webhook_messages SET due_at = ?3
       WHERE org_id = ?1 AND due_at IS NOT NULL AND id IN (SELECT value FROM json_each(?2))`,
    )
    .bind(orgId, JSON.stringify(ids), dueAt)
    .run();
}

type Found = EventRow & {
  readonly seq: number;
  readonly identifierType: string | null;
  readonly identifier: string | null;
  readonly owner: string | null;
  readonly ownersWrapped: string | null;
};

/**
 * What messages are about, by event number. With `identifiers` also whom, where they have not been erased:
 * mostly its own contact, but of an event that was carried over when two people turned out not to be one,
 * the other.
 */
export async function happenings(
  scope: Scope,
  seqs: readonly number[],
  { identifiers }: { identifiers: boolean },
): Promise<Map<number, Happened>> {
  const { results } = await scope.db
    .prepare(
      `SELECT ${eventColumns}, e.seq, i.type AS identifierType, lower(hex(i.sealed)) AS identifier,
         lower(hex(o.id)) AS owner, lower(hex(o.wrapped_key)) AS ownersWrapped
       FROM json_each(?2) k
         CROSS JOIN events e INDEXED BY events_seq ON e.org_id = ?1 AND e.seq = k.value
         LEFT JOIN identifiers i ON ?3 AND i.org_id = ?1 AND i.exact_key = e.identifier_key
         LEFT JOIN contacts o ON o.org_id = ?1 AND o.id = i.contact_id`,
    )
    .bind(scope.orgId, JSON.stringify(seqs), Number(identifiers))
    .all<Found>();
  const entries = results.map(async (row): Promise<[number, Happened]> => {
    const { seq, contact } = row;
    return [seq, { seq, contact, event: toEvent(row), identifier: await whom(scope, row) }];
  });
  return new Map(await Promise.all(entries));
}

async function whom(
  { keys, orgId }: Scope,
  { owner, ownersWrapped, identifierType, identifier }: Found,
): Promise<Happened['identifier']> {
  if (owner === null || identifierType === null || !identifier || !ownersWrapped) return undefined;
  const place = { orgId, contactId: owner };
  const key = await openContactKey(keys, place, ownersWrapped);
  return { type: identifierType, value: await openText(key, place, 'identifier', identifier) };
}

/** How an attempt ended, and what becomes of the message: `dueAt` when to try again, none when that was the last. */
export type Settlement = {
  readonly id: string;
  readonly at: number;
  readonly attempt: Attempt;
  readonly dueAt?: number;
};

/** An endpoint's messages, and what it means for the endpoint itself: since when none has arrived. */
export function settling(
  { db, orgId }: Scope,
  endpointId: string,
  ended: readonly Settlement[],
  now: number,
): D1PreparedStatement[] {
  const rows = ended.map(({ id, at, attempt: { ok, status, failure }, dueAt }) => {
    const state = ok ? 'delivered' : dueAt === undefined ? 'dead' : 'pending';
    return [id, at, status, failure, state, ok ? undefined : dueAt];
  });
  const all = JSON.stringify(rows);
  return [
    db
      .prepare(
        `INSERT INTO webhook_attempts (org_id, message_id, attempt, at, status, failure)
         SELECT ?1, value->>0, 1 + (SELECT coalesce(max(attempt), 0) FROM webhook_attempts
           WHERE org_id = ?1 AND message_id = value->>0), value->>1, value->>2, value->>3
         FROM json_each(?2)`,
      )
      .bind(orgId, all),
    db
      .prepare(
        `UPDATE webhook_messages SET state = said->>4, due_at = said->>5, attempts = attempts + 1
         FROM (SELECT value AS said FROM json_each(?2)) WHERE org_id = ?1 AND id = said->>0`,
      )
      .bind(orgId, all),
    db
      .prepare(
        `UPDATE webhook_endpoints SET failing_since = iif(?3, NULL, coalesce(failing_since, ?4))
         WHERE org_id = ?1 AND id = ?2`,
      )
      .bind(orgId, endpointId, Number(ended.some(({ attempt }) => attempt.ok)), now),
  ];
}

/** Queues a message that says nothing but that it is one. Gives its id. */
export async function queueTest(
  { db, orgId }: Scope,
  endpointId: string,
  now: number,
): Promise<string> {
  const id = `msg_${randomHex(16)}`;
  await db
    .prepare(
      `INSERT INTO webhook_messages (org_id, id, endpoint_id, type, data, created_at, state, attempts, due_at)
       VALUES (?1, ?2, ?3, 'webhook.test', '{}', ?4, 'pending', 0, ?4)`,
    )
    .bind(orgId, id, endpointId, now)
    .run();
  return id;
}
