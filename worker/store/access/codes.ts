import { sha256Hex } from '../../bytes.ts';

/** Longer than a code of an authenticator app is taken for: its half minute, and one on either side. */
const codeLasts = 2 * 60_000;

/**
 * Whether a code is used for the first time (RFC 6238 5.2: never twice), so that who looks over a shoulder
 * cannot use it as well. better-auth takes it as often as it comes; its table forgets it in time.
 */
export async function isFirstUse(
  db: D1Database,
  accountId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const id = await sha256Hex(`code ${accountId} ${code}`);
  const [, noted] = await db.batch([
    db.prepare('DELETE FROM verifications WHERE id = ?1 AND expires_at <= ?2').bind(id, now),
    db
      .prepare(
        `INSERT INTO verifications (id, identifier, value, expires_at, created_at, updated_at)
         VALUES (?1, ?1, '', ?2, ?3, ?3) ON CONFLICT (id) DO NOTHING`,
      )
      .bind(id, now + codeLasts, now),
  ]);
  return noted!.meta.changes > 0;
}
