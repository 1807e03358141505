import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/run.ts';
import type { RunningWorker, WorkerOptions } from '../../scripts/lib/worker.ts';
import { migrateState, startWorker } from '../../scripts/lib/worker.ts';

/** A worker on an empty database: a copy of one that was migrated once, since wrangler takes seconds for it. */
export async function startFreshWorker(options: WorkerOptions): Promise<RunningWorker> {
  cpSync(await migratedDatabase(), options.stateDir, { recursive: true });
  return startWorker(options);
}

/** Kept as long as the migrations are the same. Files that run at the same time may all make it; one is kept. */
export async function migratedDatabase(): Promise<string> {
  const files = globSync('worker/db/migrations/*.sql', { cwd: root }).sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  const folder = join(root, '.heed/migrated', hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(join(root, '.heed/migrated'), { recursive: true });
  const ours = mkdtempSync(`${folder}-`);
  await migrateState(ours);
  // Keys and logs are each worker's own.
  const kept = mkdtempSync(`${folder}-`);
  cpSync(join(ours, 'd1-state'), join(kept, 'd1-state'), { recursive: true });
  rmSync(ours, { recursive: true });
  try {
    renameSync(kept, folder);
  } catch {
    rmSync(kept, { recursive: true });
  }
  return folder;
}
