import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Bindings } from '../../../worker/env.ts';

/*
 * What happens at a worker's first start depends on nobody being there yet: so not in the database that
 * other tests fill.
 */

/** A worker that nobody has come to. */
export async function nobodyHere(): Promise<Bindings> {
  const db = env.FIRST_START_DB;
  await applyD1Migrations(db, env.TEST_MIGRATIONS);
  // The audit keeps to itself, and refers to nothing.
  const tables = ['links', 'members', 'accounts', 'api_keys', 'organisations'];
  await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
  return { ...env, DB: db };
}
