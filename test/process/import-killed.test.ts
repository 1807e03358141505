import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { checkWholeLog } from '../../scripts/lib/whole-log.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { startWorker } from '../../scripts/lib/worker.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';
import type { ImportState } from '../../shared/protocol/imports.ts';

const rows = 20_000;
const kills = 3;
const folder = mkdtempSync(join(tmpdir(), 'heed-import-'));
const stateDir = join(folder, 'state');
const file = join(folder, 'opt-outs.csv');
let port: number;
let worker: RunningWorker;

beforeAll(async () => {
  const lines = Array.from({ length: rows }, (_, index) =>
    index % 1000 === 500 ? 'nobody,' : `person${index}@example.com,2026-05-03T09:00:00Z`,
  );
  writeFileSync(file, ['email,date', ...lines, ''].join('\n'));
  port = await freePort();
  worker = await startFreshWorker({ stateDir, port, quiet: true });
});
afterAll(async () => {
  await worker.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command, as an administrator runs it; `begun` once the server has answered it. */
function runCommand(args: readonly string[]) {
  const { apiBase, token } = worker;
  const command = ['scripts/import.ts', file, '--url', apiBase, '--type', 'objected', ...args];
  const child = spawn(process.execPath, command, { env: { ...process.env, HEED_TOKEN: token } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  const begun = new Promise<void>((resolve) =>
    child.stderr.on('data', (chunk: Buffer) => {
      said.err += chunk.toString();
      resolve();
    }),
  );
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { said, begun, ended, isRunning: () => child.exitCode === null };
}

describe('an import while the server is killed', () => {
  it('ends with every row once, in the store and in the log', async () => {
    const command = runCommand([]);
    await command.begun;
    for (let killed = 0; killed < kills && command.isRunning(); killed++) {
      await sleep(300 + Math.random() * 1500);
      await worker.kill();
      worker = await startWorker({ stateDir, port, quiet: true });
    }
    expect(await command.ended, command.said.err).toBe(0);
    const state = JSON.parse(command.said.out) as ImportState;
    expect(state).toMatchObject({ state: 'done', events: 19_980 });
    expect(state.rows).toEqual({ read: rows, taken: 19_980, refused: 20, noted: 0 });
    expect(command.said.err).toContain('Trying again in');

    const logged: string[] = [];
    const size = await checkWholeLog(worker, ({ id }) => logged.push(id));
    expect(size).toBe(logged.length);
    const wanted = Array.from({ length: rows }, (_, index) => index)
      .filter((index) => index % 1000 !== 500)
      .map((index) => `${state.id}.${String(index + 2).padStart(7, '0')}`);
    expect(logged.filter((id) => id.startsWith(state.id))).toEqual(wanted);
  });

  it('goes on in another run of the command, and tells a dry run from a real one', async () => {
    const dry = runCommand(['--dry-run']);
    expect(await dry.ended).toBe(0);
    expect(dry.said.err).toMatch(/Dry run: 20000 rows in [\d.]+ s: 19980 taken/);
    const { id } = JSON.parse(dry.said.out) as ImportState;
    const again = runCommand(['--import', id]);
    expect(await again.ended).toBe(0);
    expect(JSON.parse(again.said.out)).toMatchObject({ id, state: 'done', dryRun: true });
  });

  it('says what is wrong on the command line, and with a list', async () => {
    const wrong = runCommand(['--map', 'Mail=email']);
    expect(await wrong.ended).toBe(1);
    expect(wrong.said.err).toContain('and none of this name');
    const odd = runCommand(['--surprise']);
    expect(await odd.ended).toBe(1);
    expect(odd.said.err).toContain('--dry-run');
  });
});
