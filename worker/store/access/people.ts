import type { Role } from '../../../shared/policy/policy.ts';
import type { Place } from './audit.ts';
import { auditing } from './audit.ts';

type Organisation = { readonly id: string; readonly name: string };

/** Somebody signed in, as our pages meet them. Times are milliseconds since 1970 UTC. */
export type Person = {
  readonly sessionId: string;
  readonly signedInAt: number;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly secondFactor: boolean;
  /** Whether there is a password; who signs in through the organisation's provider has none. */
  readonly password: boolean;
  readonly organisations: readonly Organisation[];
  /** Where they work now; missing when they have been removed from it. */
  readonly member?: {
    readonly orgId: string;
    readonly organisation: string;
    readonly id: string;
    readonly role: Role;
  };
};

type Row = Omit<Person, 'secondFactor' | 'password' | 'organisations' | 'member'> & {
  readonly secondFactor: 0 | 1 | null;
  readonly password: 0 | 1;
  readonly organisations: string;
  readonly orgId: string | null;
  readonly organisation: string;
  readonly id: string;
  readonly role: Role;
};

/** One query. The caller has verified the cookie that the token came in. */
export async function personBySession(
  db: D1Database,
  token: string,
  now: number,
): Promise<Person | undefined> {
  const row = await db
    .prepare(
      `SELECT s.id AS sessionId, s.created_at AS signedInAt, a.id AS accountId, a.name, a.email,
         a.two_factor_enabled AS secondFactor, o.id AS orgId, o.name AS organisation, m.id, m.role,
         EXISTS (SELECT 1 FROM sign_in_methods i
           WHERE i.account_id = a.id AND i.provider_id = 'credential') AS password,
         (SELECT json_group_array(json_object('id', x.id, 'name', x.name)) FROM members y
           JOIN organisations x ON x.id = y.org_id WHERE y.account_id = a.id) AS organisations
       FROM sessions s JOIN accounts a ON a.id = s.account_id
         LEFT JOIN members m ON m.org_id = s.org_id AND m.account_id = a.id
         LEFT JOIN organisations o ON o.id = m.org_id
       WHERE s.token = ?1 AND s.expires_at > ?2`,
    )
    .bind(token, now)
    .first<Row>();
  if (!row) return undefined;
  const { secondFactor, password, organisations, orgId, organisation, id, role, ...person } = row;
  return {
    ...person,
    secondFactor: secondFactor === 1,
    password: password === 1,
    organisations: JSON.parse(organisations) as Organisation[],
    ...(orgId !== null && { member: { orgId, organisation, id, role } }),
  };
}

export type SessionEntry = {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly userAgent: string;
};

export type PasskeyEntry = {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: number;
};

/** How somebody can sign in, and where they are signed in now. */
export async function waysIn(
  db: D1Database,
  accountId: string,
  now: number,
): Promise<{ sessions: SessionEntry[]; passkeys: PasskeyEntry[] }> {
  const [sessions, passkeys] = await db.batch([
    db
      .prepare(
        `SELECT id, created_at AS createdAt, expires_at AS expiresAt, user_agent AS userAgent
         FROM sessions WHERE account_id = ?1 AND expires_at > ?2 ORDER BY created_at DESC`,
      )
      .bind(accountId, now),
    db
      .prepare(
        'SELECT id, name, created_at AS createdAt FROM passkeys WHERE account_id = ?1 ORDER BY created_at',
      )
      .bind(accountId),
  ]);
  return {
    sessions: sessions!.results as SessionEntry[],
    passkeys: passkeys!.results as PasskeyEntry[],
  };
}

/** Ends one session of theirs, or all but the one they are in. Answers how many. */
export async function endSessions(
  db: D1Database,
  accountId: string,
  which: { readonly id: string } | { readonly allBut: string },
): Promise<number> {
  const one = 'id' in which;
  const { meta } = await db
    .prepare(`DELETE FROM sessions WHERE account_id = ?1 AND id ${one ? '=' : '<>'} ?2`)
    .bind(accountId, one ? which.id : which.allBut)
    .run();
  return meta.changes;
}

/** One that nobody is to use. */
export async function endSession(db: D1Database, token: string): Promise<void> {
  await db.prepare('DELETE FROM sessions WHERE token = ?1').bind(token).run();
}

/** Only where they are a member; answers whether they are. */
export async function workIn(place: Place, sessionId: string): Promise<boolean> {
  const { meta } = await place.db
    .prepare(
      `UPDATE sessions SET org_id = ?1 WHERE id = ?2
       AND EXISTS (SELECT 1 FROM members m WHERE m.org_id = ?1 AND m.account_id = sessions.account_id)`,
    )
    .bind(place.orgId, sessionId)
    .run();
  return meta.changes > 0;
}

/** Somebody did not know the password of this account: noted wherever it belongs. */
export async function auditFailedSignIn(db: D1Database, email: string, now: number): Promise<void> {
  await db
    .prepare(
      `INSERT INTO audit (org_id, at, id, actor, action, target)
       SELECT m.org_id, ?2, 'aud_' || lower(hex(randomblob(8))), 'heed', 'session.refused', m.id
       FROM accounts a JOIN members m ON m.account_id = a.id WHERE a.email = ?1`,
    )
    .bind(email, now)
    .run();
}

/** What somebody changed about how they sign in: noted where they work. */
export async function auditPerson(
  db: D1Database,
  { member }: Person,
  action: `${string}.${string}`,
  now: number,
): Promise<void> {
  if (!member) return;
  await auditing({ db, orgId: member.orgId }, { actor: member.id, action }, now).run();
}
