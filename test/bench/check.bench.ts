import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { beginImport, uploadList } from '../../scripts/lib/import-upload.ts';
import { startWorker } from '../../scripts/lib/worker.ts';
import { prepareState } from '../../scripts/lib/worker-state.ts';
import type { Wrangler } from '../../scripts/lib/wrangler.ts';
import { runWrangler } from '../../scripts/lib/wrangler.ts';
import { addressOfOptOut, optOutHeader, optOutLine } from './lib/opt-outs.ts';
import type { Bench, Table } from './lib/table.ts';

/**
 * Whether 1,000 recipients may be written to, against all contacts: by one query, and by one query each.
 * Makes a small store; IMPORT_STATE names the one that the bench of imports left, with a million.
 */
export const bench: Bench = { name: 'Check of 1,000 recipients', run };

const kept = process.env['IMPORT_STATE'];
const contacts = Number(process.env['IMPORT_ROWS'] ?? (kept ? 1_000_000 : 20_000));
const recipients = 1000;
const rounds = 15;
/** In one request, so that what loopback and wrangler's proxy take, some 10 ms, is not what is measured. */
const callsTogether = 10;

type Told = { readonly stopped: number; readonly known: number; readonly queries: number };

async function run(): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-check-'));
  const stateDir = kept ?? (await smallStore(folder));
  const port = await freePort();
  const worker = runWrangler(stateDir, 'worker', [
    'dev',
    'test/worker/bench/check-ways.ts',
    '--local',
    `--persist-to=${join(stateDir, 'd1-state')}`,
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    ...prepareState(stateDir).envFiles.map((file) => `--env-file=${file}`),
    '--show-interactive-dev-session=false',
  ]);
  const address = `http://127.0.0.1:${port}`;
  try {
    await untilReady(worker, address);
    const together: number[] = [];
    const each: number[] = [];
    let told: [Told, Told] | undefined;
    for (let round = -2; round < rounds; round++) {
      const calls = Array.from({ length: callsTogether }, (_, at) =>
        recipientsOf((round + 2) * callsTogether + at),
      );
      const [many, tookMany] = await timed(`${address}/together`, calls);
      const [ours] = await timed(`${address}/together`, [calls[0]!]);
      const [theirs, tookEach] = await timed(`${address}/each`, [calls[0]!]);
      if (ours.stopped !== theirs.stopped || ours.known !== theirs.known)
        throw new Error('The two ways do not agree.');
      told = [many, theirs];
      if (round < 0) continue;
      together.push(tookMany / callsTogether);
      each.push(tookEach);
    }
    const [ours, theirs] = told!;
    const ratio = middle(each.map((time, at) => time / together[at]!));
    return {
      columns: ['', 'ms a call', 'µs a recipient', 'queries', 'times faster'],
      rows: [
        ['one query each', middle(each), middle(each), theirs.queries, 1],
        ['one query for all', middle(together), middle(together), ours.queries, ratio],
      ],
      notes: [
        `${contacts} contacts; ${ours.known / callsTogether} of ${recipients} recipients are on record, the rest are strangers.`,
        'Inside workerd: keys of the organisation, policy, hashing, query, fold and decision. The middle of the rounds, which take turns.',
      ],
    };
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Half of them known, spread over the whole store, and others in each round. */
function recipientsOf(round: number): string[] {
  return Array.from({ length: recipients }, (_, index) => {
    const at = (index * 7919 + round * 104_729) % contacts;
    return index % 2 === 0 ? addressOfOptOut(at) : `stranger${round}.${index}@host${index}.example`;
  });
}

async function smallStore(folder: string): Promise<string> {
  const stateDir = join(folder, 'state');
  const file = join(folder, 'opt-outs.csv');
  writeFileSync(
    file,
    optOutHeader + Array.from({ length: contacts }, (_, at) => optOutLine(at)).join(''),
  );
  const worker = await startWorker({ stateDir, quiet: true });
  try {
    const { id } = await beginImport(worker, {
      format: 'csv',
      name: 'opt-outs.csv',
      defaults: { type: 'objected' },
    });
    await uploadList({ server: worker, file, id, onProgress: () => {}, onWait: () => {} });
  } finally {
    await worker.stop();
  }
  return stateDir;
}

async function timed(url: string, calls: string[][]): Promise<[Told, number]> {
  const body = JSON.stringify(calls);
  const started = performance.now();
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  return [(await response.json()) as Told, performance.now() - started];
}

async function untilReady(worker: Wrangler, address: string): Promise<void> {
  while (!(await fetch(address).catch(() => undefined))?.ok) {
    if (!worker.isRunning()) throw new Error(worker.lastLines());
    await sleep(50);
  }
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1]!;
}
