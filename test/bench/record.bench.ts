import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { prepareState } from '../../scripts/lib/worker-state.ts';
import type { Wrangler } from '../../scripts/lib/wrangler.ts';
import { runWrangler } from '../../scripts/lib/wrangler.ts';
/** Microseconds for an event, of each round. */
type Rounds = { readonly record: number[]; readonly raw: number[] };
import type { Bench, Table } from './lib/table.ts';

/** Recording new people's opt-outs, keys, sealing, digests and log included, beside inserting the very same rows. */
export const bench: Bench = { name: 'Recording in bulk', run };

const sizes = [100, 1000, 4000];

async function run(): Promise<Table> {
  const stateDir = mkdtempSync(join(tmpdir(), 'heed-record-'));
  const { envFiles } = prepareState(stateDir);
  const persist = join(stateDir, 'd1-state');
  const local = ['--local', `--persist-to=${persist}`];
  await runWrangler(stateDir, 'migrations', ['d1', 'migrations', 'apply', 'heed', ...local]).ended;
  const port = await freePort();
  const worker = runWrangler(stateDir, 'worker', [
    'dev',
    'test/worker/bench/record-rounds.ts',
    ...local,
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    ...envFiles.map((file) => `--env-file=${file}`),
    '--show-interactive-dev-session=false',
  ]);
  try {
    const ask = (size: number, rounds: number) =>
      untilAnswered(worker, `http://127.0.0.1:${port}/?size=${size}&rounds=${rounds}`);
    await ask(1000, 3);
    const rows: (string | number)[][] = [];
    for (const size of sizes) {
      const { record, raw } = await ask(size, Math.max(7, Math.floor(10_000 / size)));
      const [ours, theirs] = [middle(record), middle(raw)];
      const ratio = middle(record.map((time, at) => time / raw[at]!));
      rows.push([`${size} in one call`, ours, theirs, ratio, 1e6 / ours]);
    }
    return {
      columns: ['new opt-outs', 'record µs each', 'same rows raw µs each', 'times', 'a second'],
      rows,
      notes: [
        'The middle of the rounds, which take turns; "times" is the middle of the rounds’ own ratios.',
        'Raw: the finished rows, in three statements of one batch, under the same keys and triggers.',
      ],
    };
  } finally {
    await worker.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function untilAnswered(worker: Wrangler, url: string): Promise<Rounds> {
  for (let tries = 0; tries < 600 && worker.isRunning(); tries++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return (await response.json()) as Rounds;
    if (response) throw new Error(await response.text());
    await sleep(100);
  }
  throw new Error(`The worker did not answer:\n${worker.lastLines()}`);
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
