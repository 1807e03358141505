import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { developmentKey, firstAdministratorLink } from './first-start.ts';
import { freePort, isBusy, untilFree } from './free-port.ts';
import { root } from './run.ts';
import type { WorkerState } from './worker-state.ts';
import { appliedMigrations, prepareState } from './worker-state.ts';
import type { Wrangler } from './wrangler.ts';
import { runWrangler } from './wrangler.ts';

export { seedSamples } from './samples/seed.ts';

export type RunningWorker = {
  /** `http://127.0.0.1:<port>/api/v1` */
  readonly apiBase: string;
  /** An API key of the development organisation, which may everything there. */
  readonly token: string;
  /** By which the first administrator comes in, once; nothing when somebody has. */
  readonly setupLink: () => Promise<string | undefined>;
  /** Ends the worker and everything it started. */
  stop(): Promise<void>;
  /** As a crash would. */
  kill(): Promise<void>;
};

export type WorkerOptions = {
  /** Where keys, token and database are kept: `.heed/` for people, a temporary folder for a test. */
  readonly stateDir: string;
  /** A free one is taken when none is asked for. */
  readonly port?: number;
  /** Says nothing on stderr. */
  readonly quiet?: boolean;
};

const readyWithin = 180_000;

/**
 * Starts the real worker on workerd with a local D1 database, made and migrated as needed. Throws an
 * `Error` that says what is in the way: a busy port, a migration that failed, a worker that did not start.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const say = (text: string) => options.quiet || process.stderr.write(`${text}\n`);
  const { port = await freePort() } = options;
  if (await isBusy(port)) throw busy(port);
  const state = prepareState(resolve(options.stateDir));
  say('Starting the worker...');
  const wrangler = runWrangler(state.stateDir, 'worker', [
    'dev',
    '--local',
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    `--persist-to=${persistTo(state)}`,
    ...state.envFiles.map((file) => `--env-file=${file}`),
    '--show-interactive-dev-session=false',
  ]);
  const apiBase = `http://127.0.0.1:${port}/api/v1`;
  try {
    // While the worker starts: it opens the database at its first request, which comes after this.
    if (needsMigrations(state)) {
      say('Preparing the database (once)...');
      await migrate(state);
    }
    await untilReady(apiBase, wrangler);
    const token = await developmentKey({ apiBase, state });
    say(`The worker answers at ${apiBase}`);
    const setupLink = () => firstAdministratorLink({ apiBase, state });
    return {
      apiBase,
      token,
      setupLink,
      stop: async () => {
        await wrangler.stop();
        await untilFree(port);
      },
      kill: async () => {
        await wrangler.kill();
        await untilFree(port);
      },
    };
  } catch (error) {
    await wrangler.stop();
    throw (await untilFree(port, 1000)) ? error : busy(port);
  }
}

function busy(port: number): Error {
  return new Error(
    `Port ${port} is taken by another program. Stop that one, or choose another port: --port ${port + 1}.`,
  );
}

function persistTo({ stateDir }: WorkerState): string {
  return join(stateDir, 'd1-state');
}

function needsMigrations(state: WorkerState): boolean {
  const applied = appliedMigrations(state);
  const all = readdirSync(join(root, 'worker/db/migrations')).filter((name) =>
    name.endsWith('.sql'),
  );
  return all.some((name) => !applied.includes(name));
}

/** Makes the database of a state without starting its worker. */
export async function migrateState(stateDir: string): Promise<void> {
  await migrate(prepareState(resolve(stateDir)));
}

async function migrate(state: WorkerState): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'heed', '--local', '--persist-to', persistTo(state)];
  const wrangler = runWrangler(state.stateDir, 'migrations', args);
  if ((await wrangler.ended) === 0) return;
  throw new Error(
    `The database could not be prepared; wrangler said:\n${wrangler.lastLines()}\n` +
      `If ${state.stateDir} is from an older version and holds nothing of value, remove it and start again.`,
  );
}

async function untilReady(apiBase: string, wrangler: Wrangler): Promise<void> {
  const deadline = Date.now() + readyWithin;
  let lacking = '';
  while (Date.now() < deadline && wrangler.isRunning()) {
    try {
      const response = await fetch(`${apiBase}/health`, { signal: AbortSignal.timeout(5000) });
      if (response.ok) return;
      lacking = ` It answers, but is not ready: ${await response.text()}`;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  const what = wrangler.isRunning()
    ? `was not ready in ${readyWithin / 1000} s`
    : 'stopped before it was ready';
  throw new Error(`The worker ${what}.${lacking} It said last:\n${wrangler.lastLines()}`);
}
