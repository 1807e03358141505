import { userCodeFrom } from '../../../shared/access/user-code.ts';
import { randomBytes, randomHex } from '../../bytes.ts';
import { auditingChange } from './audit.ts';
import { hashOf, newSecret } from './credentials.ts';

/** Seconds between two questions of a browser that waits, and how long it may wait (RFC 8628 3.2). */
export const pollingInterval = 5;
export const requestLasts = 10 * 60;

/** A connected browser is asked to connect anew after a year. */
const deviceLasts = 365 * 86_400_000;

/** A browser asks to be connected, and gets two codes: one for itself, one for a person to read. */
export async function requestDevice(
  db: D1Database,
  name: string,
  now: number,
): Promise<{ deviceCode: string; userCode: string }> {
  const { secret, hash } = await newSecret('device');
  const userCode = userCodeFrom(randomBytes(32));
  await db.batch([
    db.prepare('DELETE FROM device_requests WHERE expires_at <= ?1').bind(now),
    db
      .prepare(
        `INSERT INTO device_requests (hash, user_code, name, status, created_at, expires_at)
         VALUES (?1, ?2, ?3, 'pending', ?4, ?5)`,
      )
      .bind(hash, userCode, name, now, now + requestLasts * 1000),
  ]);
  return { deviceCode: secret, userCode };
}

/** What a person is asked to approve: the browser's own name for itself. */
export async function pendingDevice(
  db: D1Database,
  userCode: string,
  now: number,
): Promise<string | undefined> {
  const name = await db
    .prepare(
      `SELECT name FROM device_requests WHERE user_code = ?1 AND status = 'pending' AND expires_at > ?2`,
    )
    .bind(userCode, now)
    .first<string>('name');
  return name ?? undefined;
}

type Decision = {
  readonly userCode: string;
  readonly orgId: string;
  readonly memberId: string;
  readonly approved: boolean;
  readonly now: number;
};

/** Answers whether the browser was still waiting. */
export async function decideDevice(db: D1Database, decision: Decision): Promise<boolean> {
  const { userCode, orgId, memberId, approved, now } = decision;
  const { meta } = await db
    .prepare(
      `UPDATE device_requests SET status = ?3, org_id = ?4, member_id = ?5
       WHERE user_code = ?1 AND status = 'pending' AND expires_at > ?2`,
    )
    .bind(userCode, now, approved ? 'approved' : 'denied', orgId, memberId)
    .run();
  return meta.changes > 0;
}

/** What a waiting browser is told, in the words of RFC 8628 3.5; or its credential. */
export type Polled =
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'expired_token'
  | { readonly token: string; readonly expiresAt: number };

type Request = {
  readonly status: 'pending' | 'approved' | 'denied';
  readonly orgId: string;
  readonly memberId: string;
  readonly expiresAt: number;
  readonly polledAt: number | null;
};

/** An unknown code is an expired one: those are deleted. */
export async function pollDevice(db: D1Database, deviceCode: string, now: number): Promise<Polled> {
  const hash = await hashOf(deviceCode);
  const request = await db
    .prepare(
      `SELECT status, org_id AS orgId, member_id AS memberId, expires_at AS expiresAt, polled_at AS polledAt
       FROM device_requests WHERE hash = ?1`,
    )
    .bind(hash)
    .first<Request>();
  if (!request || request.expiresAt <= now) return 'expired_token';
  if (request.status === 'pending') {
    await db
      .prepare('UPDATE device_requests SET polled_at = ?2 WHERE hash = ?1')
      .bind(hash, now)
      .run();
    const early = request.polledAt !== null && now - request.polledAt < pollingInterval * 1000;
    return early ? 'slow_down' : 'authorization_pending';
  }
  if (request.status === 'denied') {
    await forget(db, hash).run();
    return 'access_denied';
  }
  return connect(db, hash, request, now);
}

/** The row that allows it is deleted in the same batch, so that one approval connects one browser. */
async function connect(
  db: D1Database,
  requestHash: Uint8Array<ArrayBuffer>,
  { orgId, memberId }: Request,
  now: number,
): Promise<Polled> {
  const { secret, hash } = await newSecret('device');
  const id = `dev_${randomHex(8)}`;
  const expiresAt = now + deviceLasts;
  try {
    const [, , taken] = await db.batch([
      db
        .prepare(
          `INSERT INTO devices (org_id, id, member_id, name, hash, created_at, expires_at)
           SELECT org_id, ?2, member_id, name, ?3, ?4, ?5
           FROM device_requests WHERE hash = ?1 AND status = 'approved'`,
        )
        .bind(requestHash, id, hash, now, expiresAt),
      auditingChange(
        { db, orgId },
        { actor: memberId, action: 'device.connected', target: id },
        now,
      ),
      forget(db, requestHash),
    ]);
    return taken!.meta.changes > 0 ? { token: secret, expiresAt } : 'expired_token';
  } catch (error) {
    // Who approved it has left the organisation since.
    if (error instanceof Error && error.message.includes('FOREIGN KEY')) return 'access_denied';
    throw error;
  }
}

function forget(db: D1Database, hash: Uint8Array<ArrayBuffer>): D1PreparedStatement {
  return db.prepare('DELETE FROM device_requests WHERE hash = ?1').bind(hash);
}
