import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accountSecrets } from '../../../../worker/auth/secret.ts';
import type { Bindings } from '../../../../worker/env.ts';
import {
  encryptSecondFactorsAnew,
  olderSecondFactors,
} from '../../../../worker/store/access/second-factors.ts';
import { afterChange, jobsDatabase, jobsRows } from '../../support/jobs-database.ts';

let before: Bindings;
beforeAll(async () => {
  before = await jobsDatabase();
});
beforeEach(() => env.JOBS_DB.prepare('DELETE FROM second_factors').run());

const keyOf = async (bindings: Bindings) => {
  const secrets = await accountSecrets(bindings);
  return {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: secrets[0].version,
  };
};

async function add(id: string, bindings: Bindings): Promise<void> {
  const key = await keyOf(bindings);
  const [secret, codes] = [
    await symmetricEncrypt({ key, data: `secret of ${id}` }),
    await symmetricEncrypt({ key, data: `["code of ${id}"]` }),
  ];
  await env.JOBS_DB.batch([
    env.JOBS_DB.prepare(
      `INSERT OR IGNORE INTO accounts (id, name, email, created_at, updated_at) VALUES (?1, 'Test', ?1, 0, 0)`,
    ).bind(id),
    env.JOBS_DB.prepare(
      'INSERT INTO second_factors (id, account_id, secret, backup_codes) VALUES (?1, ?1, ?2, ?3)',
    ).bind(id, secret, codes),
  ]);
}

async function read(bindings: Bindings): Promise<string[]> {
  const key = await keyOf(bindings);
  const rows = await jobsRows<{ secret: string; codes: string }>(
    'SELECT secret, backup_codes AS codes FROM second_factors ORDER BY id',
  );
  const all = rows.flatMap(({ secret, codes }) => [secret, codes]);
  return Promise.all(all.map((data) => symmetricDecrypt({ key, data })));
}

describe('second factors, when the master key changes', () => {
  const { MASTER_KEYS_RETIRED: _, ...onlyNew } = afterChange;

  it('can be read with the new key alone, and say the same', async () => {
    for (const id of ['a', 'b', 'c']) await add(id, before);
    const said = await read(before);
    expect(await olderSecondFactors(afterChange, 2)).toBe(3);
    await expect(read(onlyNew)).rejects.toThrow('retired');
    expect(await encryptSecondFactorsAnew(afterChange)).toBe(3);
    expect(await read(onlyNew)).toEqual(said);
    expect(said[2]).toBe('secret of b');
    expect(await olderSecondFactors(afterChange, 2)).toBe(0);
  });

  it('are left alone where they are under it already', async () => {
    await add('a', afterChange);
    const rows = await jobsRows('SELECT * FROM second_factors');
    expect(await encryptSecondFactorsAnew(afterChange)).toBe(0);
    expect(await jobsRows('SELECT * FROM second_factors')).toEqual(rows);
  });

  it('are gone through in parts', async () => {
    for (let at = 0; at < 203; at++) await add(`many${at}`, before);
    expect(await encryptSecondFactorsAnew(afterChange)).toBe(200);
    expect(await olderSecondFactors(afterChange, 2)).toBe(3);
    expect(await encryptSecondFactorsAnew(afterChange)).toBe(3);
  });
});
