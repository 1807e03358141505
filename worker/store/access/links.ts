import type { Role } from '../../../shared/policy/policy.ts';
import { randomHex } from '../../bytes.ts';
import type { Place } from './audit.ts';
import { auditing, auditingChange } from './audit.ts';
import { hashOf, newSecret } from './credentials.ts';
import type { Doing } from './members.ts';

/** How long a one-time link can be used: a few days, since it is handed over by people. */
export const linkLasts = 3 * 86_400_000;

export type NewLink =
  /** Without an address anybody who holds the link may use it: for the first administrator alone. */
  | { readonly kind: 'join'; readonly role: Role; readonly email?: string }
  | { readonly kind: 'reset'; readonly role: Role; readonly memberId: string };

/** A link as an administrator sees it. The secret is shown once, when it is made. */
export type LinkEntry = {
  readonly id: string;
  readonly kind: 'join' | 'reset';
  readonly role: Role;
  readonly email: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
};

export async function makeLink(
  place: Place,
  link: NewLink,
  { actor, now }: Doing,
): Promise<{ id: string; secret: string; expiresAt: number }> {
  const { secret, hash } = await newSecret('link');
  const id = `lnk_${randomHex(8)}`;
  const { kind, role } = link;
  const email = (link.kind === 'join' && link.email) || null;
  const memberId = link.kind === 'reset' ? link.memberId : null;
  const expiresAt = now + linkLasts;
  const action = kind === 'join' ? 'member.invited' : 'member.reset-offered';
  await place.db.batch([
    place.db
      .prepare(
        `INSERT INTO links (org_id, id, kind, hash, role, email, member_id, created_by, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
      )
      .bind(place.orgId, id, kind, hash, role, email, memberId, actor, now, expiresAt),
    auditing(place, { actor, action, target: memberId ?? id, details: { role } }, now),
  ]);
  return { id, secret, expiresAt };
}

export async function pendingLinks({ db, orgId }: Place, now: number): Promise<LinkEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, kind, role, email, created_at AS createdAt, expires_at AS expiresAt
       FROM links WHERE org_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC, id`,
    )
    .bind(orgId, now)
    .all<LinkEntry>();
  return results;
}

/** Answers whether there was one. */
export async function withdrawLink(
  place: Place,
  id: string,
  { actor, now }: Doing,
): Promise<boolean> {
  const [withdrawn] = await place.db.batch([
    place.db.prepare('DELETE FROM links WHERE org_id = ?1 AND id = ?2').bind(place.orgId, id),
    auditingChange(place, { actor, action: 'member.invitation-withdrawn', target: id }, now),
  ]);
  return withdrawn!.meta.changes > 0;
}

/** That a member (of this alias) belongs to no other organisation. */
export const hereAlone = (m: string): string =>
  `1 = (SELECT count(*) FROM members x WHERE x.account_id = ${m}.account_id)`;

/** A link as its reader meets it. */
export type OpenLink = {
  readonly orgId: string;
  readonly id: string;
  readonly kind: 'join' | 'reset';
  readonly role: Role;
  /** Whose it is: the only address that may use it. */
  readonly email: string | null;
  readonly organisation: string;
  /** Nobody belongs to the organisation yet: its reader names it. */
  readonly isFirst: boolean;
};

/**
 * `undefined` when it is unknown, used, withdrawn or expired, or would give the administrators of one
 * organisation the account of somebody who by now belongs to another as well: which it was is not told.
 */
export async function openLink(
  db: D1Database,
  secret: string,
  now: number,
): Promise<OpenLink | undefined> {
  const row = await db
    .prepare(
      `SELECT l.org_id AS orgId, l.id, l.kind, l.role, o.name AS organisation,
         CASE l.kind WHEN 'join' THEN l.email ELSE a.email END AS email,
         NOT EXISTS (SELECT 1 FROM members o WHERE o.org_id = l.org_id) AS isFirst
       FROM links l JOIN organisations o ON o.id = l.org_id
         LEFT JOIN members m ON m.org_id = l.org_id AND m.id = l.member_id
         LEFT JOIN accounts a ON a.id = m.account_id
       WHERE l.hash = ?1 AND l.expires_at > ?2 AND (l.kind = 'join' OR ${hereAlone('m')})`,
    )
    .bind(await hashOf(secret), now)
    .first<Omit<OpenLink, 'isFirst'> & { isFirst: 0 | 1 }>();
  return row ? { ...row, isFirst: row.isFirst === 1 } : undefined;
}
