import type { Role } from '../../../shared/policy/policy.ts';
import { randomHex } from '../../bytes.ts';

type Into = { readonly organisation?: string; readonly role: Role };

const chosen = `FROM organisations o WHERE
  CASE WHEN ?1 IS NULL THEN (SELECT count(*) FROM organisations) = 1 ELSE o.id = ?1 END`;

/** Where people of the OIDC provider belong: the organisation that is named, or the only one. */
export async function organisationFor(
  db: D1Database,
  { organisation }: Pick<Into, 'organisation'>,
): Promise<string | undefined> {
  const id = await db
    .prepare(`SELECT o.id ${chosen}`)
    .bind(organisation ?? null)
    .first<string>('id');
  return id ?? undefined;
}

/** Whether somebody who has an account belongs to this organisation. */
export async function isMember(db: D1Database, orgId: string, accountId: string): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM members WHERE account_id = ?1 AND org_id = ?2')
    .bind(accountId, orgId)
    .first();
  return row !== null;
}

/** Makes somebody who comes from the provider for the first time a member. */
export async function joinFromProvider(
  db: D1Database,
  accountId: string,
  { organisation = undefined, role }: Into,
  now: number,
): Promise<void> {
  const memberId = `mem_${randomHex(8)}`;
  const where = organisation ?? null;
  await db.batch([
    db
      .prepare(
        `INSERT INTO members (org_id, id, account_id, role, created_at) SELECT o.id, ?2, ?3, ?4, ?5 ${chosen}`,
      )
      .bind(where, memberId, accountId, role, now),
    db
      .prepare(
        `INSERT INTO audit (org_id, at, id, actor, action, target, details)
         SELECT o.id, ?2, ?3, ?4, 'member.joined', 'oidc', json_object('role', ?5) ${chosen}`,
      )
      .bind(where, now, `aud_${randomHex(8)}`, memberId, role),
  ]);
}

/** Where a new session works: the organisation that its person joined first. */
export async function firstOrganisationOf(
  db: D1Database,
  accountId: string,
): Promise<string | undefined> {
  const id = await db
    .prepare('SELECT org_id FROM members WHERE account_id = ?1 ORDER BY created_at, org_id LIMIT 1')
    .bind(accountId)
    .first<string>('org_id');
  return id ?? undefined;
}
