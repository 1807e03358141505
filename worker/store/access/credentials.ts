import type { Action } from '../../../shared/access/permissions.ts';
import type { Role } from '../../../shared/policy/policy.ts';
import { fromHex, randomHex, sha256Hex } from '../../bytes.ts';
import type { Bindings, Member } from '../../env.ts';

/** How each kind of credential begins, so that a person, a log or a secret scanner can tell what it is. */
export const prefixes = {
  device: 'heed_device_',
  apiKey: 'heed_key_',
  link: 'heed_link_',
} as const;

/** A new secret of 256 random bits, and the hash under which it is stored. */
export async function newSecret(
  kind: keyof typeof prefixes,
): Promise<{ secret: string; hash: Uint8Array<ArrayBuffer> }> {
  const secret = prefixes[kind] + randomHex(32);
  return { secret, hash: await hashOf(secret) };
}

/** Only hashes are compared, so the time that a look-up takes says nothing about a secret. */
export async function hashOf(secret: string): Promise<Uint8Array<ArrayBuffer>> {
  return fromHex(await sha256Hex(secret));
}

type Row = {
  readonly orgId: string;
  readonly role: Role;
  readonly actor: string;
  readonly credential: string;
  readonly scopes?: string;
  readonly usedAt?: number | null;
};

const byDevice = `
SELECT d.org_id AS orgId, m.role, m.id AS actor, d.id AS credential, d.used_at AS usedAt
FROM devices d JOIN members m ON m.org_id = d.org_id AND m.id = d.member_id
WHERE d.hash = ?1 AND d.expires_at > ?2`;

const byApiKey = `
SELECT org_id AS orgId, role, id AS actor, id AS credential, scopes, used_at AS usedAt
FROM api_keys WHERE hash = ?1 AND expires_at > ?2`;

const bySession = `
SELECT s.org_id AS orgId, m.role, m.id AS actor, s.id AS credential
FROM sessions s JOIN members m ON m.org_id = s.org_id AND m.account_id = s.account_id
WHERE s.token = ?1 AND s.expires_at > ?2`;

const day = 86_400_000;

/**
 * Whose device or API key this is, in one query; `undefined` when it is unknown, expired or revoked. Its
 * first use of a day is noted, so that those which nobody uses any more can be told.
 */
export async function memberByToken(
  { DB }: Pick<Bindings, 'DB'>,
  token: string,
  now: number,
): Promise<Member | undefined> {
  const isKey = token.startsWith(prefixes.apiKey);
  const hash = await hashOf(token);
  const row = await DB.prepare(isKey ? byApiKey : byDevice)
    .bind(hash, now)
    .first<Row>();
  const today = now - (now % day);
  if (row && (row.usedAt ?? 0) < today)
    await DB.prepare(`UPDATE ${isKey ? 'api_keys' : 'devices'} SET used_at = ?2 WHERE hash = ?1`)
      .bind(hash, today)
      .run();
  return toMember(row);
}

/** Whose session this is, in the organisation that it works in. The caller has verified the cookie. */
export async function memberBySession(
  { DB }: Pick<Bindings, 'DB'>,
  token: string,
  now: number,
): Promise<Member | undefined> {
  return toMember(await DB.prepare(bySession).bind(token, now).first<Row>());
}

function toMember(row: Row | null): Member | undefined {
  if (!row) return undefined;
  const { scopes, usedAt: _, ...member } = row;
  return scopes === undefined ? member : { ...member, scopes: JSON.parse(scopes) as Action[] };
}
