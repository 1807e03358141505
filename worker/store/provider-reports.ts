import type { Unread } from '../hooks/provider.ts';
import type { Scope } from './scope.ts';

/** What became of things that a provider said. */
export type Outcome = 'recorded' | 'kept' | 'other' | 'unread' | 'refused' | 'later';

/** `event` is the provider's name for it or, of what was refused, why. */
export type Count = {
  readonly outcome: Outcome;
  readonly event: string;
  readonly count: number;
  readonly lastAt: number;
};

export type UnreadReport = {
  readonly id: string;
  readonly receivedAt: number;
  readonly event: string;
  readonly reason: Unread['reason'];
};

export type Note = {
  readonly connectionId: string;
  readonly outcomes: readonly (readonly [Outcome, string])[];
  readonly unread: readonly Unread[];
  readonly now: number;
};

/** Counts, and keeps what could not be read: each once, however often it comes, and nothing of its text. */
export async function note(
  scope: Scope,
  { connectionId, outcomes, unread, now }: Note,
): Promise<void> {
  const { db, orgId, keys } = scope;
  const reports = unread.map(({ id, event, reason }) => [
    keys.digest(JSON.stringify([connectionId, id])),
    nameFor(event),
    reason,
  ]);
  await db.batch([
    db
      .prepare(
        `INSERT INTO hook_counts (org_id, connection_id, outcome, event, count, last_at)
         SELECT ?1, ?2, value->>0, value->>1, value->>2, ?4 FROM json_each(?3) WHERE true
         ON CONFLICT DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at`,
      )
      .bind(orgId, connectionId, JSON.stringify(counted(outcomes)), now),
    db
      .prepare(
        `INSERT INTO hook_unread (org_id, connection_id, id, received_at, event, reason)
         SELECT ?1, ?2, value->>0, ?4, value->>1, value->>2 FROM json_each(?3) WHERE true
         ON CONFLICT DO NOTHING`,
      )
      .bind(orgId, connectionId, JSON.stringify(reports), now),
  ]);
}

function counted(outcomes: Note['outcomes']): [Outcome, string, number][] {
  const counts = new Map<string, [Outcome, string, number]>();
  for (const [outcome, event] of outcomes) {
    const name = nameFor(event);
    const entry = counts.get(`${outcome} ${name}`) ?? [outcome, name, 0];
    entry[2] += 1;
    counts.set(`${outcome} ${name}`, entry);
  }
  return [...counts.values()];
}

/** A provider's word for something is kept only when it looks like one: it could be anything, an address too. */
function nameFor(event: string): string {
  return /^[\w.-]+( [\w.-]+){0,5}$/.test(event) && event.length <= 60 ? event : '(unnamed)';
}

export async function countsOf({ db, orgId }: Scope): Promise<Map<string, Count[]>> {
  const { results } = await db
    .prepare(
      `SELECT connection_id AS connectionId, outcome, event, count, last_at AS lastAt
       FROM hook_counts WHERE org_id = ?1 ORDER BY outcome, event`,
    )
    .bind(orgId)
    .all<Count & { connectionId: string }>();
  const counts = new Map<string, Count[]>();
  for (const { connectionId, ...count } of results)
    counts.set(connectionId, [...(counts.get(connectionId) ?? []), count]);
  return counts;
}

/** The latest first. */
export async function unreadOf(
  { db, orgId }: Scope,
  connectionId: string,
  most: number,
): Promise<UnreadReport[]> {
  const { results } = await db
    .prepare(
      `SELECT id, received_at AS receivedAt, event, reason FROM hook_unread
       WHERE org_id = ?1 AND connection_id = ?2 ORDER BY received_at DESC, id LIMIT ?3`,
    )
    .bind(orgId, connectionId, most)
    .all<UnreadReport>();
  return results;
}

/** A one-time token with the hash of the body that it came with, both as 64 hexadecimal digits. */
export type Token = { readonly token: string; readonly body: string; readonly until: number };

/** Whether the token is new, or comes again with the body that it came with first, as when a provider tries again. */
export async function claimToken(
  { db, orgId }: Scope,
  connectionId: string,
  { token, body, until }: Token,
): Promise<boolean> {
  const [, first] = await db.batch<{ same: number }>([
    db
      .prepare(
        `INSERT INTO hook_tokens (org_id, connection_id, token, body, expires_at)
         VALUES (?1, ?2, unhex(?3), unhex(?4), ?5) ON CONFLICT DO NOTHING`,
      )
      .bind(orgId, connectionId, token, body, until),
    db
      .prepare(
        `SELECT body = unhex(?4) AS same FROM hook_tokens
         WHERE org_id = ?1 AND connection_id = ?2 AND token = unhex(?3)`,
      )
      .bind(orgId, connectionId, token, body),
  ]);
  return first!.results[0]?.same === 1;
}

/** Tokens too old to be taken need not be remembered. */
export async function forgetTokens(db: D1Database, now: number): Promise<void> {
  await db.prepare('DELETE FROM hook_tokens WHERE expires_at < ?1').bind(now).run();
}
