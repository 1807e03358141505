import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { entries } from '../../../worker/db/migrations/meta/_journal.json';
import * as access from '../../../worker/db/access.ts';
import * as accounts from '../../../worker/db/accounts.ts';
import * as ledger from '../../../worker/db/ledger.ts';
import * as schema from '../../../worker/db/schema.ts';
import * as screening from '../../../worker/db/screening.ts';
import * as webhooks from '../../../worker/db/webhooks.ts';

const modules = [schema, access, accounts, ledger, screening, webhooks];
const tables = modules.flatMap((tablesOf) => Object.values(tablesOf)).map(getTableConfig);

/** A person, and a browser that asks to be connected, may belong to any organisation. */
const withoutOrganisation = [
  ...Object.values(accounts),
  access.deviceRequests,
  schema.organisations,
];
const names = env.TEST_MIGRATIONS.map(({ name }) => name);

type Column = { name: string; type: string; notnull: number; pk: number };

async function columnsOf(table: string): Promise<Column[]> {
  const { results } = await env.DB.prepare('SELECT * FROM pragma_table_info(?)')
    .bind(table)
    .all<Column>();
  return results;
}

async function sqlOf(table: string): Promise<string> {
  const sql = 'SELECT sql FROM sqlite_master WHERE name = ?';
  return (await env.DB.prepare(sql).bind(table).first<string>('sql'))!;
}

describe('the migrations', () => {
  it('are those of the journal, each named once, in order', () => {
    expect(names).toEqual(entries.map(({ tag }) => `${tag}.sql`));
    expect(new Set(names).size).toBe(names.length);
    expect([...names].sort()).toEqual(names);
  });

  it('change nothing when applied a second time', async () => {
    const all = 'SELECT name, sql FROM sqlite_master ORDER BY name';
    const before = await env.DB.prepare(all).all();
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
    expect((await env.DB.prepare(all).all()).results).toEqual(before.results);
  });

  it.each(tables.map((table) => [table.name, table] as const))(
    'make the table %s as the schema says',
    async (name, table) => {
      const made = await columnsOf(name);
      expect(made.map((column) => column.name)).toEqual(table.columns.map((column) => column.name));
      for (const column of table.columns) {
        const { type, notnull } = made.find((each) => each.name === column.name)!;
        expect(type.toLowerCase()).toBe(column.getSQLType());
        expect(Boolean(notnull), `${name}.${column.name}`).toBe(column.notNull);
      }
    },
  );

  const { deviceRequests: _, ...ofAccess } = access;
  const others = [ofAccess, ledger, screening, webhooks].flatMap((tablesOf) =>
    Object.values(tablesOf),
  );
  const inTheirKey = others.map((table) => getTableConfig(table).name);
  it.each(['contacts', 'identifiers', 'events', 'guard_reports', ...inTheirKey])(
    'keep the rows of %s in their key, which begins with the organisation',
    async (name) => {
      expect(await sqlOf(name)).toMatch(/WITHOUT ROWID$/);
      const key = (await columnsOf(name)).filter(({ pk }) => pk === 1);
      expect(key.map((column) => column.name)).toEqual(['org_id']);
    },
  );

  it('give every row an organisation', async () => {
    const exempt = withoutOrganisation.map((table) => getTableConfig(table).name);
    for (const { name } of tables) {
      if (exempt.includes(name)) continue;
      const column = (await columnsOf(name)).find((each) => each.name === 'org_id');
      expect(column?.notnull, name).toBe(1);
    }
  });

  it('tie an event or identifier to a contact of the same organisation', async () => {
    await env.DB.batch([
      env.DB.prepare("INSERT INTO organisations VALUES ('org_1', 'One', 0), ('org_2', 'Two', 0)"),
      env.DB.prepare("INSERT INTO contacts VALUES ('org_1', x'01', x'02', 0)"),
    ]);
    const stolen =
      "INSERT INTO identifiers VALUES ('org_2', x'aa', x'01', 'email', x'bb', x'cc', NULL, NULL)";
    await expect(env.DB.prepare(stolen).run()).rejects.toThrow('FOREIGN KEY');
  });

  it('take no secret in the clear and no unknown role', async () => {
    const device = (hash: string) =>
      env.DB.prepare(
        `INSERT INTO devices VALUES ('org_1', 'd', 'm', 'Mine', ${hash}, 0, 0, NULL)`,
      ).run();
    const key = (role: string, hash: string) =>
      env.DB.prepare(
        `INSERT INTO api_keys VALUES ('org_1', 'k', 'Mine', '${role}', '[]', ${hash}, 'm', 0, 0, NULL)`,
      ).run();
    await expect(device("'heed_device_1'")).rejects.toThrow('devices_hash');
    await expect(key('rep', "'heed_key_1'")).rejects.toThrow('api_keys_hash');
    await expect(key('root', 'zeroblob(32)')).rejects.toThrow('api_keys_role');
  });

  it('disconnect the browsers of a member who goes', async () => {
    const rows = [
      "INSERT INTO accounts (id, name, email, created_at, updated_at) VALUES ('a', 'A', 'a@b', 0, 0)",
      "INSERT INTO members VALUES ('org_1', 'm', 'a', 'rep', 0)",
      "INSERT INTO devices VALUES ('org_1', 'd', 'm', 'Mine', zeroblob(32), 0, 0, NULL)",
      "DELETE FROM members WHERE org_id = 'org_1' AND id = 'm'",
    ];
    await env.DB.batch(rows.map((sql) => env.DB.prepare(sql)));
    expect(await env.DB.prepare("SELECT * FROM devices WHERE id = 'd'").first()).toBeNull();
  });
});
