import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Bindings } from '../../../worker/env.ts';
import { randomHex } from '../../../worker/bytes.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';

/*
 * Jobs go through every organisation there is. In a database of their own there are few, and none that
 * another test is using.
 */

const own: Bindings = { ...env, DB: env.JOBS_DB };
const second = `2:${btoa('another-master-key-of-32-bytes!!')}`;

export async function jobsDatabase(): Promise<Bindings> {
  await applyD1Migrations(env.JOBS_DB, env.TEST_MIGRATIONS);
  return own;
}

/** The same with a new master key, and the old one beside it. */
export const afterChange: Bindings = {
  ...own,
  MASTER_KEY: second,
  MASTER_KEYS_RETIRED: `1:${env.MASTER_KEY}`,
};

export async function newJobsStore(): Promise<{ orgId: string; store: Store }> {
  const orgId = `org_${randomHex(6)}`;
  const insert = "INSERT INTO organisations VALUES (?, 'Test', 0)";
  await env.JOBS_DB.prepare(insert).bind(orgId).run();
  return { orgId, store: await storeFor(own, orgId) };
}

export async function jobsRows<T>(sql: string, ...parameters: unknown[]): Promise<T[]> {
  const statement = env.JOBS_DB.prepare(sql).bind(...parameters);
  return (await statement.all<T>()).results;
}
