import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { prepareState } from '../../scripts/lib/worker-state.ts';
import type { Wrangler } from '../../scripts/lib/wrangler.ts';
import { runWrangler } from '../../scripts/lib/wrangler.ts';
import type { Bench, Table } from './lib/table.ts';

/** A base made from a local D1 inside workerd, part by part, as the job does; and what changes after it cost. */
export const bench: Bench = { name: 'Building a snapshot from the database', run };

const people = Number(process.env['HEED_BENCH_PEOPLE'] ?? 50_000);
const together = 5_000;

type Told = { version: number; epoch: string; base?: { entries: number }; bytes: number };

async function run(): Promise<Table> {
  const stateDir = mkdtempSync(join(tmpdir(), 'heed-snapshot-'));
  const { envFiles } = prepareState(stateDir);
  const local = ['--local', `--persist-to=${join(stateDir, 'd1-state')}`];
  await runWrangler(stateDir, 'migrations', ['d1', 'migrations', 'apply', 'heed', ...local]).ended;
  const port = await freePort();
  const worker = runWrangler(stateDir, 'worker', [
    'dev',
    'test/worker/bench/snapshot-steps.ts',
    ...local,
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    ...envFiles.map((file) => `--env-file=${file}`),
    '--show-interactive-dev-session=false',
  ]);
  const ask = <T>(path: string) => untilAnswered<T>(worker, `http://127.0.0.1:${port}${path}`);
  try {
    for (let from = 0; from < people; from += together)
      await ask(`/record?from=${from}&count=${together}`);
    const times: number[] = [];
    for (let more = true; more;) {
      const started = performance.now();
      more = await ask<boolean>('/build');
      times.push(performance.now() - started);
    }
    const { version, epoch, base } = await ask<Told>('/changes');
    await ask('/record?from=0&count=1000&again=later');
    const started = performance.now();
    const { bytes } = await ask<Told>(`/changes?from=${version}&epoch=${epoch}`);
    const changes = performance.now() - started;
    const total = times.reduce((sum, time) => sum + time, 0);
    return {
      columns: ['', 'measured'],
      rows: [
        ['contacts', base?.entries ?? 0],
        ['parts', times.length],
        ['whole base, s', total / 1000],
        ['longest part, ms', Math.max(...times)],
        ['contacts a second', people / (total / 1000)],
        ['answer with 1,000 changes, ms', changes],
        ['its size, kB', bytes / 1000],
      ],
      notes: [
        'HEED_BENCH_PEOPLE sets how many. A part is three queries, packing, gzip and a write.',
      ],
    };
  } finally {
    await worker.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function untilAnswered<T>(worker: Wrangler, url: string): Promise<T> {
  for (let tries = 0; tries < 600 && worker.isRunning(); tries++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return (await response.json()) as T;
    if (response) throw new Error(await response.text());
    await sleep(100);
  }
  throw new Error(`The worker did not answer:\n${worker.lastLines()}`);
}
