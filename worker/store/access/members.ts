import type { Role } from '../../../shared/policy/policy.ts';
import type { Place } from './audit.ts';
import { auditingChange } from './audit.ts';

/** A person in the organisation. Times are milliseconds since 1970 UTC. */
export type MemberEntry = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: number;
  /** Whether they sign in with more than a password. */
  readonly secondFactor: boolean;
};

/** Who does it, and when. */
export type Doing = { readonly actor: string; readonly now: number };

/** `last-admin`: an organisation without an administrator could not be mended by anybody in it. */
export type Change = 'done' | 'missing' | 'last-admin';

export async function listMembers({ db, orgId }: Place): Promise<MemberEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT m.id, a.name, a.email, m.role, m.created_at AS createdAt,
         a.two_factor_enabled = 1 OR EXISTS (SELECT 1 FROM passkeys p WHERE p.account_id = a.id) AS secondFactor
       FROM members m JOIN accounts a ON a.id = m.account_id
       WHERE m.org_id = ?1 ORDER BY a.name, m.id`,
    )
    .bind(orgId)
    .all<Omit<MemberEntry, 'secondFactor'> & { secondFactor: 0 | 1 }>();
  return results.map((row) => ({ ...row, secondFactor: row.secondFactor === 1 }));
}

const another = `EXISTS (SELECT 1 FROM members o WHERE o.org_id = ?1 AND o.role = 'admin' AND o.id <> ?2)`;

/** What they may is what the new role may, from their next request on. */
export async function changeRole(
  place: Place,
  { id, role }: { readonly id: string; readonly role: Role },
  { actor, now }: Doing,
): Promise<Change> {
  const change = place.db
    .prepare(
      `UPDATE members SET role = ?3
       WHERE org_id = ?1 AND id = ?2 AND (role <> 'admin' OR ?3 = 'admin' OR ${another})`,
    )
    .bind(place.orgId, id, role);
  const entry = { actor, action: 'member.role-changed', target: id, details: { role } } as const;
  const [changed] = await place.db.batch([change, auditingChange(place, entry, now)]);
  return changed!.meta.changes > 0 ? 'done' : whyNot(place, id);
}

/**
 * Their browsers are disconnected and their sessions are worth nothing here from now on. Who belongs to no
 * organisation any more has no account either.
 */
export async function removeMember(
  place: Place,
  id: string,
  { actor, now }: Doing,
): Promise<Change> {
  const { db, orgId } = place;
  const account = await db
    .prepare('SELECT account_id FROM members WHERE org_id = ?1 AND id = ?2')
    .bind(orgId, id)
    .first<string>('account_id');
  const [removed] = await db.batch([
    db
      .prepare(
        `DELETE FROM members WHERE org_id = ?1 AND id = ?2 AND (role <> 'admin' OR ${another})`,
      )
      .bind(orgId, id),
    auditingChange(place, { actor, action: 'member.removed', target: id }, now),
    db
      .prepare(
        'DELETE FROM accounts WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM members WHERE account_id = ?1)',
      )
      .bind(account),
  ]);
  return removed!.meta.changes > 0 ? 'done' : whyNot(place, id);
}

async function whyNot({ db, orgId }: Place, id: string): Promise<Change> {
  const row = await db
    .prepare('SELECT 1 FROM members WHERE org_id = ?1 AND id = ?2')
    .bind(orgId, id)
    .first();
  return row ? 'last-admin' : 'missing';
}

/** Where the person behind a member of this organisation belongs, this one included; none for a stranger. */
export async function membershipsOf(
  { db, orgId }: Place,
  id: string,
): Promise<{ orgId: string; role: Role }[]> {
  const { results } = await db
    .prepare(
      `SELECT o.org_id AS orgId, o.role FROM members m JOIN members o ON o.account_id = m.account_id
       WHERE m.org_id = ?1 AND m.id = ?2`,
    )
    .bind(orgId, id)
    .all<{ orgId: string; role: Role }>();
  return results;
}
