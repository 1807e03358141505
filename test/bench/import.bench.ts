import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { beginImport } from '../../scripts/lib/import-upload.ts';
import { checkWholeLog } from '../../scripts/lib/whole-log.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { startWorker } from '../../scripts/lib/worker.ts';
import type { ImportState } from '../../shared/protocol/imports.ts';
import { databaseIn, startRaw } from './import-raw.ts';
import { optOutHeader, optOutLine } from './lib/opt-outs.ts';
import type { Bench, Table } from './lib/table.ts';

/**
 * A million opt-outs through the API into a local D1, with the server killed half-way, beside the very same
 * rows inserted as they are. Set IMPORT_ROWS for fewer.
 */
export const bench: Bench = { name: 'Import of opt-outs', long: true, run };

const rows = Number(process.env['IMPORT_ROWS'] ?? 1_000_000);
/** They take turns, so that a machine that is busy for a while slows both. */
const turns = 10;
const partBytes = 8 * 1024 * 1024;

async function run(): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'heed-import-bench-'));
  const stateDir = process.env['IMPORT_STATE'] ?? join(folder, 'state');
  const port = await freePort();
  let worker = await startWorker({ stateDir, port, quiet: true });
  const list = listOf(rows);
  try {
    let state = await beginImport(worker, {
      format: 'csv',
      name: 'opt-outs.csv',
      defaults: { type: 'objected' },
    });
    const raw = await startRaw(join(folder, 'raw'), open(stateDir));
    const took = { import: [] as number[], raw: [] as number[] };
    let killed = '';
    for (let turn = 1; turn <= turns; turn++) {
      const before = state.events;
      const upTo = turn === turns ? list.bytes.length : list.offsets[turn]!;
      let seconds = 0;
      while (state.state === 'open' && state.offset < upTo) {
        const isKilled = killed === '' && turn === turns / 2;
        const started = performance.now();
        if (isKilled) {
          const lost = send(worker, state, list.bytes).catch(() => undefined);
          await sleep(1000 + Math.random() * 2000);
          await worker.kill();
          await lost;
        } else state = await send(worker, state, list.bytes, upTo);
        seconds += (performance.now() - started) / 1000;
        if (!isKilled) continue;
        worker = await startWorker({ stateDir, port, quiet: true });
        const left = await stateOf(worker, state.id);
        killed = `Killed while it took rows ${state.rows.read} on; went on from row ${left.rows.read}.`;
        state = left;
      }
      took.import.push(seconds);
      const from = open(stateDir);
      took.raw.push(await raw.copy(from, before, state.events));
      from.close();
      say(`${state.rows.read} rows: ${seconds.toFixed(1)} s, raw ${took.raw.at(-1)!.toFixed(1)} s`);
    }
    await raw.stop();
    const started = performance.now();
    await fetch(`${worker.apiBase}/log/checkpoint`, { headers: authorization(worker) });
    const signing = (performance.now() - started) / 1000;
    const checked = await checkAll(worker, state, stateDir);
    return tableOf(took, signing, [killed, checked]);
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type List = { readonly bytes: Buffer<ArrayBuffer>; readonly offsets: readonly number[] };

/** Every row a new person. */
function listOf(count: number): List {
  const lines = [optOutHeader];
  const offsets: number[] = [];
  let length = optOutHeader.length;
  for (let at = 0; at < count; at++) {
    if (at % (count / turns) === 0) offsets.push(length);
    const line = optOutLine(at);
    length += line.length;
    lines.push(line);
  }
  return { bytes: Buffer.from(lines.join('')) as Buffer<ArrayBuffer>, offsets };
}

async function send(
  worker: RunningWorker,
  { id, offset }: ImportState,
  bytes: Buffer<ArrayBuffer>,
  upTo = bytes.length,
): Promise<ImportState> {
  const end = Math.min(offset + partBytes, upTo);
  const response = await fetch(`${worker.apiBase}/imports/${id}`, {
    method: 'PATCH',
    headers: {
      ...authorization(worker),
      'content-type': 'text/csv',
      'upload-offset': String(offset),
      'upload-complete': end === bytes.length ? '?1' : '?0',
    },
    body: bytes.subarray(offset, end),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as ImportState;
}

async function stateOf(worker: RunningWorker, id: string): Promise<ImportState> {
  const response = await fetch(`${worker.apiBase}/imports/${id}`, {
    headers: authorization(worker),
  });
  return (await response.json()) as ImportState;
}

/** Counts the rows where they stand, and makes the log's root anew. Throws when anything is lost or doubled. */
async function checkAll(
  worker: RunningWorker,
  state: ImportState,
  stateDir: string,
): Promise<string> {
  const db = open(stateDir);
  const count = (sql: string) => Number(Object.values(db.prepare(sql).get()!)[0]);
  const counts = {
    taken: state.rows.taken,
    events: count('SELECT count(*) FROM events'),
    contacts: count('SELECT count(*) FROM contacts'),
    identifiers: count('SELECT count(*) FROM identifiers'),
    'last event': count('SELECT max(seq) FROM events'),
  };
  db.close();
  let next = 2;
  const logged = await checkWholeLog(worker, ({ id }) => {
    const wanted = `${state.id}.${String(next++).padStart(7, '0')}`;
    if (id !== wanted) throw new Error(`The log has ${id} where ${wanted} belongs.`);
  });
  for (const [name, found] of Object.entries({ ...counts, logged }))
    if (found !== rows) throw new Error(`${name}: ${found} instead of ${rows}.`);
  return `${rows} rows, contacts, identifiers and events, each once and in the list’s order; the log’s root made anew from its entries agrees.`;
}

function tableOf(
  took: { readonly import: readonly number[]; readonly raw: readonly number[] },
  signing: number,
  notes: readonly string[],
): Table {
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
  const [ours, theirs] = [sum(took.import), sum(took.raw)];
  const shares = took.raw.map((each, at) => each / took.import[at]!).toSorted((a, b) => a - b);
  return {
    columns: ['', 'seconds', 'rows a second', 'of raw'],
    rows: [
      ['raw insert of the same rows', theirs, rows / theirs, 1],
      ['import through the API', ours, rows / ours, theirs / ours],
      [
        '… with the log’s tree built and signed',
        ours + signing,
        rows / (ours + signing),
        theirs / (ours + signing),
      ],
    ],
    notes: [
      `By turns, the import was ${shares[0]!.toFixed(2)} to ${shares.at(-1)!.toFixed(2)} of raw, ${shares[shares.length >> 1]!.toFixed(2)} in the middle.`,
      ...notes,
      'Raw: batches of 5,000 through a worker that does nothing else, one json_each parameter for thousands of rows, ' +
        'in the order of their keys, into the same tables with their indexes and triggers.',
    ],
  };
}

function open(stateDir: string): DatabaseSync {
  return new DatabaseSync(databaseIn(stateDir), { readOnly: true, timeout: 5000 });
}

function authorization({ token }: RunningWorker): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
