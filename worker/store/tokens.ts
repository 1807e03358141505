import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { fromHex, sha256Hex } from '../bytes.ts';
import { apiTokens } from '../db/schema.ts';
import type { Bindings, Member } from '../env.ts';

/** Whose token this is, or `undefined` when it is unknown, expired or revoked. */
export async function memberByToken(
  env: Bindings,
  token: string,
  now: number,
): Promise<Member | undefined> {
  // Only the hash is compared, so the time that a lookup takes says nothing about a token.
  const hash = fromHex(await sha256Hex(token));
  const [row] = await drizzle(env.DB)
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.hash, hash as unknown as typeof apiTokens.$inferSelect.hash));
  if (!row || row.revokedAt !== null) return undefined;
  if (row.expiresAt !== null && row.expiresAt <= now) return undefined;
  return { tokenId: row.id, orgId: row.orgId, role: row.role };
}
