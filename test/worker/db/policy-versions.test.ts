import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { newOrganisation } from '../support/organisation.ts';

const all = async () =>
  (await env.DB.prepare('SELECT * FROM policy_versions ORDER BY org_id, version').all()).results;
const insert = (orgId: string, version: number) =>
  env.DB.prepare('INSERT INTO policy_versions VALUES (?, ?, ?, 0, ?, NULL)').bind(
    orgId,
    version,
    '{}',
    'member',
  );
let before: unknown;

beforeAll(async () => {
  const { id } = await newOrganisation();
  await env.DB.batch([insert(id, 1), insert(id, 2)]);
  before = await all();
});

describe('the table of published policies', () => {
  it.each([
    ["UPDATE policy_versions SET note = 'other'", 'never changed'],
    ['UPDATE policy_versions SET document = document WHERE version = 1', 'never changed'],
    ['DELETE FROM policy_versions WHERE version = 2', 'never deleted'],
    ['DELETE FROM policy_versions', 'never deleted'],
    ['REPLACE INTO policy_versions SELECT * FROM policy_versions', 'this version exists'],
    ['INSERT INTO policy_versions SELECT * FROM policy_versions', 'append-only'],
    ['DELETE FROM organisations', 'FOREIGN KEY'],
  ])('rejects %s', async (sql, message) => {
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(message);
    expect(await all()).toEqual(before);
  });

  it('takes no version for an organisation that is not there', async () => {
    await expect(insert('org_nobody', 1).run()).rejects.toThrow('FOREIGN KEY');
  });
});
