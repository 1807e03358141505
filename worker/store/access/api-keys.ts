import type { Action } from '../../../shared/access/permissions.ts';
import type { Role } from '../../../shared/policy/policy.ts';
import { randomHex } from '../../bytes.ts';
import type { Place } from './audit.ts';
import { auditing, auditingChange } from './audit.ts';
import { newSecret } from './credentials.ts';
import type { Doing } from './members.ts';

/** An API key as it is listed; the key itself is shown once, when it is made. */
export type ApiKeyEntry = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Action[];
  /** By opaque id. */
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The day of its last use; null before the first. */
  readonly usedAt: number | null;
};

export type NewApiKey = Pick<ApiKeyEntry, 'name' | 'role' | 'scopes' | 'expiresAt'>;

export async function makeApiKey(
  place: Place,
  { name, role, scopes, expiresAt }: NewApiKey,
  { actor, now }: Doing,
): Promise<{ entry: ApiKeyEntry; secret: string }> {
  const { secret, hash } = await newSecret('apiKey');
  const id = `key_${randomHex(8)}`;
  const entry = { actor, action: 'api-key.made', target: id, details: { role, scopes } } as const;
  await place.db.batch([
    place.db
      .prepare(
        `INSERT INTO api_keys (org_id, id, name, role, scopes, hash, created_by, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`,
      )
      .bind(place.orgId, id, name, role, JSON.stringify(scopes), hash, actor, now, expiresAt),
    auditing(place, entry, now),
  ]);
  const made = {
    id,
    name,
    role,
    scopes,
    createdBy: actor,
    createdAt: now,
    expiresAt,
    usedAt: null,
  };
  return { entry: made, secret };
}

export async function listApiKeys({ db, orgId }: Place): Promise<ApiKeyEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT id, name, role, scopes, created_by AS createdBy, created_at AS createdAt,
         expires_at AS expiresAt, used_at AS usedAt
       FROM api_keys WHERE org_id = ?1 ORDER BY created_at DESC, id`,
    )
    .bind(orgId)
    .all<Omit<ApiKeyEntry, 'scopes'> & { scopes: string }>();
  return results.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as Action[] }));
}

/** Answers whether there was one. */
export async function revokeApiKey(
  place: Place,
  id: string,
  { actor, now }: Doing,
): Promise<boolean> {
  const [revoked] = await place.db.batch([
    place.db.prepare('DELETE FROM api_keys WHERE org_id = ?1 AND id = ?2').bind(place.orgId, id),
    auditingChange(place, { actor, action: 'api-key.revoked', target: id }, now),
  ]);
  return revoked!.meta.changes > 0;
}
