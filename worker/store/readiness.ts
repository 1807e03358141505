import { entries } from '../db/migrations/meta/_journal.json';
import type { Bindings } from '../env.ts';

/** Whether every migration of this version of the worker has been applied (wrangler keeps the list). */
export async function databaseState(env: Bindings): Promise<'ready' | 'not-migrated'> {
  const latest = `${entries.at(-1)?.tag}.sql`;
  try {
    const row = await env.DB.prepare('SELECT 1 FROM d1_migrations WHERE name = ?')
      .bind(latest)
      .first();
    return row ? 'ready' : 'not-migrated';
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return 'not-migrated';
    throw error;
  }
}
