import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';

const all = () => env.DB.prepare('SELECT * FROM audit ORDER BY org_id, at, id').all();
let before: unknown;

beforeAll(async () => {
  await env.DB.batch([
    env.DB.prepare(
      "INSERT INTO audit VALUES ('org_1', 1, 'aud_1', 'mem_1', 'key.made', NULL, NULL)",
    ),
    env.DB.prepare(
      "INSERT INTO audit VALUES ('org_1', 2, 'aud_2', 'mem_1', 'key.made', NULL, NULL)",
    ),
  ]);
  before = (await all()).results;
});

describe('the audit', () => {
  it.each([
    ["UPDATE audit SET actor = 'mem_2'", 'never changed'],
    ["UPDATE audit SET id = id WHERE id = 'aud_1'", 'never changed'],
    ["DELETE FROM audit WHERE id = 'aud_1'", 'never deleted'],
    ['DELETE FROM audit', 'never deleted'],
    ["REPLACE INTO audit SELECT * FROM audit WHERE id = 'aud_1'", 'with this id exists'],
    [
      "INSERT OR REPLACE INTO audit VALUES ('org_1', 9, 'aud_1', 'mem_2', 'x', NULL, NULL)",
      'with this id exists',
    ],
  ])('rejects %s', async (sql, message) => {
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(message);
    expect((await all()).results).toEqual(before);
  });
});
