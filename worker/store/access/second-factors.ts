import { accountSecrets } from '../../auth/secret.ts';
import type { Bindings } from '../../env.ts';

type Row = { readonly id: string; readonly secret: string; readonly codes: string };

/** One account at a time takes a query, and D1 allows 1,000 in one run (2026-04). */
const inOneRun = 200;

/** How better-auth marks what a generation of its secret encrypted. */
const markOf = (generation: number): string => `$ba$${generation}$`;

/**
 * Encrypts what authenticator apps share with us, and backup codes, under the current generation of the
 * master key, some of them in each run. Gives how many it did. Whoever changes theirs meanwhile keeps it.
 */
export async function encryptSecondFactorsAnew(env: Bindings): Promise<number> {
  // Only here: at the top it would be loaded by every worker that starts.
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto');
  const secrets = await accountSecrets(env);
  const currentVersion = secrets[0].version;
  const keys = new Map(secrets.map(({ version, value }) => [version, value]));
  const key = { keys, currentVersion };
  const anew = async (data: string) =>
    symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
  const { results } = await env.DB.prepare(
    `SELECT id, secret, backup_codes AS codes FROM second_factors
     WHERE substr(secret, 1, length(?1)) <> ?1 OR substr(backup_codes, 1, length(?1)) <> ?1 LIMIT ?2`,
  )
    .bind(markOf(currentVersion), inOneRun)
    .all<Row>();
  for (const { id, secret, codes } of results)
    await env.DB.prepare(
      `UPDATE second_factors SET secret = ?2, backup_codes = ?3
       WHERE id = ?1 AND secret = ?4 AND backup_codes = ?5`,
    )
      .bind(id, await anew(secret), await anew(codes), secret, codes)
      .run();
  return results.length;
}

/** How many are under another generation of the master key than this one. */
export async function olderSecondFactors({ DB }: Bindings, generation: number): Promise<number> {
  const row = await DB.prepare(
    `SELECT count(*) AS count FROM second_factors
     WHERE substr(secret, 1, length(?1)) <> ?1 OR substr(backup_codes, 1, length(?1)) <> ?1`,
  )
    .bind(markOf(generation))
    .first<{ count: number }>();
  return row!.count;
}
