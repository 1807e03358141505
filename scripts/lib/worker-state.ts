import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What this machine's own worker runs with: readable by its owner alone, never in git. */
export type WorkerState = {
  readonly stateDir: string;
  /** As wrangler reads them: MASTER_KEY and INDEX_KEY, which are kept, and what is made for this run alone. */
  readonly envFiles: readonly string[];
  /** Lets who starts the worker set it up; worth nothing once it has ended. */
  readonly setupSecret: string;
  /** Where the development key is kept. */
  readonly tokenFile: string;
};

export function prepareState(stateDir: string): WorkerState {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const secretsFile = join(stateDir, 'secrets.env');
  const newKey = () => randomBytes(32).toString('base64');
  const secrets = keep(secretsFile, () => `MASTER_KEY=${newKey()}\nINDEX_KEY=${newKey()}\n`);
  // Made before there was one of its own: what finds people was derived from the master key.
  const [, master] = /^MASTER_KEY=(.+)$/m.exec(secrets) ?? [];
  if (!/^INDEX_KEY=/m.test(secrets))
    appendFileSync(secretsFile, `INDEX_KEY=${master ?? newKey()}\n`);
  const setupSecret = randomBytes(32).toString('base64url');
  const runFile = join(stateDir, 'run.env');
  writeSecret(runFile, `SETUP_SECRET=${setupSecret}\nDEVELOPMENT=1\n`);
  const tokenFile = join(stateDir, 'token');
  return { stateDir, envFiles: [secretsFile, runFile], setupSecret, tokenFile };
}

/** In place of what was there. */
export function writeSecret(file: string, text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
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
