import type { ConnectedAs } from '../../../shared/protocol/access.ts';
import type { Member } from '../../env.ts';
import type { Place } from './audit.ts';
import { auditingChange } from './audit.ts';
import type { Doing } from './members.ts';

/** A connected browser. Times are milliseconds since 1970 UTC. */
export type DeviceEntry = {
  readonly id: string;
  readonly name: string;
  readonly memberId: string;
  /** Whose it is, by name. */
  readonly member: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The day of its last use; null before the first. */
  readonly usedAt: number | null;
};

/** All of the organisation, or those of one member. */
export async function listDevices({ db, orgId }: Place, memberId?: string): Promise<DeviceEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT d.id, d.name, d.member_id AS memberId, a.name AS member, d.created_at AS createdAt,
         d.expires_at AS expiresAt, d.used_at AS usedAt
       FROM devices d JOIN members m ON m.org_id = d.org_id AND m.id = d.member_id
         JOIN accounts a ON a.id = m.account_id
       WHERE d.org_id = ?1 AND (?2 IS NULL OR d.member_id = ?2) ORDER BY d.created_at DESC, d.id`,
    )
    .bind(orgId, memberId ?? null)
    .all<DeviceEntry>();
  return results;
}

/** Answers whether there was one, of this member when one is given. */
export async function disconnectDevice(
  place: Place,
  { id, memberId }: { readonly id: string; readonly memberId?: string },
  { actor, now }: Doing,
): Promise<boolean> {
  const [gone] = await place.db.batch([
    place.db
      .prepare(
        'DELETE FROM devices WHERE org_id = ?1 AND id = ?2 AND (?3 IS NULL OR member_id = ?3)',
      )
      .bind(place.orgId, id, memberId ?? null),
    auditingChange(place, { actor, action: 'device.disconnected', target: id }, now),
  ]);
  return gone!.meta.changes > 0;
}

/** In whose name, and in which organisation: by id and in words. */
export async function connectedAs(
  { db, orgId }: Place,
  { actor, role }: Pick<Member, 'actor' | 'role'>,
): Promise<ConnectedAs> {
  const row = await db
    .prepare(
      `SELECT o.name AS organisation, coalesce(
         (SELECT a.name FROM members m JOIN accounts a ON a.id = m.account_id
           WHERE m.org_id = ?1 AND m.id = ?2),
         (SELECT name FROM api_keys WHERE org_id = ?1 AND id = ?2), '') AS name
       FROM organisations o WHERE o.id = ?1`,
    )
    .bind(orgId, actor)
    .first<{ organisation: string; name: string }>();
  return { organisationId: orgId, organisation: '', id: actor, name: '', ...row, role };
}
