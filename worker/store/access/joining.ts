import { randomHex } from '../../bytes.ts';
import type { OpenLink } from './links.ts';
import { hereAlone } from './links.ts';

/*
 * Using a one-time link. Every statement of the batch takes its rows from the link's own, which the last
 * one deletes: of two people who press at once, the second finds nothing and changes nothing.
 */

const theLink = 'FROM links l WHERE l.org_id = ?1 AND l.id = ?2 AND l.expires_at > ?3';

export type NewAccount = {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  /** What the organisation is called, when the link's reader is its first member. */
  readonly organisation?: string;
};

/** `taken`: there is an account with this address already. `gone`: the link was used meanwhile. */
export type Joined = { readonly accountId: string } | 'gone' | 'taken';

/** Makes the account and its membership. */
export async function joinAsNew(
  db: D1Database,
  link: OpenLink,
  given: NewAccount,
  now: number,
): Promise<Joined> {
  const accountId = `acc_${randomHex(8)}`;
  const key = [link.orgId, link.id, now] as const;
  const { name, email, passwordHash, organisation } = given;
  try {
    const done = await db.batch([
      db
        .prepare(
          `UPDATE organisations SET name = ?4 WHERE id = ?1 AND ?4 <> '' AND EXISTS (SELECT 1 ${theLink})
             AND NOT EXISTS (SELECT 1 FROM members WHERE org_id = ?1)`,
        )
        .bind(...key, organisation ?? ''),
      db
        .prepare(
          `INSERT INTO accounts (id, name, email, email_verified, created_at, updated_at)
           SELECT ?4, ?5, coalesce(l.email, ?6), 1, ?3, ?3 ${theLink}`,
        )
        .bind(...key, accountId, name, email),
      passwordInsert(db, key, accountId, passwordHash),
      ...membership(db, key, accountId),
    ]);
    return done.at(-1)!.meta.changes > 0 ? { accountId } : 'gone';
  } catch (error) {
    if (error instanceof Error && error.message.includes('accounts.email')) return 'taken';
    throw error;
  }
}

/** Makes somebody who has an account a member as well. Who is one already keeps their role. */
export async function joinAsExisting(
  db: D1Database,
  link: OpenLink,
  accountId: string,
  now: number,
): Promise<boolean> {
  const done = await db.batch(membership(db, [link.orgId, link.id, now], accountId));
  return done.at(-1)!.meta.changes > 0;
}

type Key = readonly [orgId: string, linkId: string, now: number];

function membership(db: D1Database, key: Key, accountId: string): D1PreparedStatement[] {
  const memberId = `mem_${randomHex(8)}`;
  return [
    db
      .prepare(
        `INSERT INTO members (org_id, id, account_id, role, created_at)
         SELECT l.org_id, ?4, ?5, l.role, ?3 ${theLink} ON CONFLICT (account_id, org_id) DO NOTHING`,
      )
      .bind(...key, memberId, accountId),
    db
      .prepare(
        `INSERT INTO audit (org_id, at, id, actor, action, target, details)
         SELECT l.org_id, ?3, ?4, ?5, 'member.joined', l.id, json_object('role', l.role)
         ${theLink} AND changes() > 0`,
      )
      .bind(...key, `aud_${randomHex(8)}`, memberId),
    deletion(db, key),
  ];
}

/** Whose link it is signs in anew: a new password, and nothing of what they signed in with before. */
export async function resetSignIn(
  db: D1Database,
  link: OpenLink,
  passwordHash: string,
  now: number,
): Promise<boolean> {
  const key = [link.orgId, link.id, now] as const;
  const account = `(SELECT m.account_id FROM members m WHERE m.org_id = ?1
    AND m.id = (SELECT l.member_id ${theLink}) AND ${hereAlone('m')})`;
  const forget = (table: string, more = '') =>
    db.prepare(`DELETE FROM ${table} WHERE account_id = ${account}${more}`).bind(...key);
  const done = await db.batch([
    forget('sessions'),
    forget('passkeys'),
    forget('second_factors'),
    forget('sign_in_methods', " AND provider_id = 'credential'"),
    db.prepare(`UPDATE accounts SET two_factor_enabled = 0 WHERE id = ${account}`).bind(...key),
    db
      .prepare(
        `INSERT INTO sign_in_methods
           (id, account_id, provider_id, provider_account_id, password, created_at, updated_at)
         SELECT ?4, a.id, 'credential', a.id, ?5, ?3, ?3 FROM accounts a WHERE a.id = ${account}`,
      )
      .bind(...key, `sim_${randomHex(8)}`, passwordHash),
    db
      .prepare(
        `INSERT INTO audit (org_id, at, id, actor, action, target)
         SELECT l.org_id, ?3, ?4, l.member_id, 'member.reset', l.member_id ${theLink}`,
      )
      .bind(...key, `aud_${randomHex(8)}`),
    deletion(db, key),
  ]);
  return done.at(-1)!.meta.changes > 0;
}

function passwordInsert(db: D1Database, key: Key, accountId: string, hash: string) {
  return db
    .prepare(
      `INSERT INTO sign_in_methods
         (id, account_id, provider_id, provider_account_id, password, created_at, updated_at)
       SELECT ?4, ?5, 'credential', ?5, ?6, ?3, ?3 ${theLink}`,
    )
    .bind(...key, `sim_${randomHex(8)}`, accountId, hash);
}

function deletion(db: D1Database, key: Key): D1PreparedStatement {
  return db
    .prepare('DELETE FROM links WHERE org_id = ?1 AND id = ?2 AND expires_at > ?3')
    .bind(...key);
}
