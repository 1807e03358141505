import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { actions } from '../../shared/access/permissions.ts';

/** What this machine's own worker runs with: made once, readable by its owner alone, never in git. */
export type WorkerState = {
  readonly stateDir: string;
  /** Holds MASTER_KEY and INDEX_KEY, as wrangler reads it. */
  readonly envFile: string;
  /** The development token, which only its SHA-256 is in the database of. */
  readonly token: string;
  readonly orgId: string;
};

const orgId = 'org_development';

export function prepareState(stateDir: string): WorkerState {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const envFile = join(stateDir, 'secrets.env');
  const newKey = () => randomBytes(32).toString('base64');
  const secrets = keep(envFile, () => `MASTER_KEY=${newKey()}\nINDEX_KEY=${newKey()}\n`);
  // Made before there was one of its own: what finds people was derived from the master key.
  const [, master] = /^MASTER_KEY=(.+)$/m.exec(secrets) ?? [];
  if (!/^INDEX_KEY=/m.test(secrets)) appendFileSync(envFile, `INDEX_KEY=${master ?? newKey()}\n`);
  const token = keep(
    join(stateDir, 'token'),
    () => `heed_key_${randomBytes(32).toString('base64url')}\n`,
  ).trim();
  return { stateDir, envFile, token, orgId };
}

function keep(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

/** The migrations that wrangler has applied here; none when there is no database yet. */
export function appliedMigrations({ stateDir }: WorkerState): string[] {
  return withDatabase(stateDir, (db) =>
    db
      .prepare('SELECT name FROM d1_migrations ORDER BY id')
      .all()
      .map(({ name }) => String(name)),
  );
}

/** One organisation and the token's hash. Nothing happens where they are there already. */
export function seedOrganisation({ stateDir, token }: WorkerState): void {
  const hash = createHash('sha256').update(token).digest();
  const now = Date.now();
  withDatabase(stateDir, (db) => {
    db.prepare('INSERT OR IGNORE INTO organisations (id, name, created_at) VALUES (?, ?, ?)').run(
      orgId,
      'Development',
      now,
    );
    db.prepare(
      `INSERT OR IGNORE INTO api_keys
       (org_id, id, name, role, scopes, hash, created_by, created_at, expires_at)
       VALUES (?, ?, 'Development', 'admin', ?, ?, 'heed', ?, ?)`,
    ).run(
      orgId,
      `key_${hash.toString('hex').slice(0, 16)}`,
      JSON.stringify(actions),
      hash,
      now,
      now + 365 * 86_400_000,
    );
    return [];
  });
}

/**
 * Opens the file that wrangler's local D1 keeps: `wrangler d1 execute` would take three seconds where
 * this takes a few milliseconds. Only while no worker runs on it.
 */
function withDatabase<T>(stateDir: string, use: (db: DatabaseSync) => T[]): T[] {
  const pattern = 'd1-state/v3/d1/miniflare-D1DatabaseObject/*.sqlite';
  const file = globSync(pattern, { cwd: stateDir }).find((name) => !name.includes('metadata'));
  if (!file) return [];
  const db = new DatabaseSync(join(stateDir, file), { timeout: 5000 });
  try {
    return use(db);
  } catch (error) {
    if (error instanceof Error && error.message.includes('no such table')) return [];
    throw error;
  } finally {
    db.close();
  }
}
