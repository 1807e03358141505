import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startWorker } from '../../scripts/lib/worker.ts';
import { memoryOf } from './lib/process-memory.ts';
import type { Bench, Table } from './lib/table.ts';
import type { Caller, Kind, Tally } from './load-callers.ts';
import { callerOf, eventsOf, makeKeys, newTally } from './load-callers.ts';

/**
 * Minutes of everything at once against the worker as a process, over the loopback interface. Set
 * LOAD_SECONDS for another length; the memory of a worker that has only just started still grows.
 */
export const bench: Bench = { name: 'Load: checks, events and syncs together', long: true, run };

const seconds = Number(process.env['LOAD_SECONDS'] ?? 180);
const seeded = 20_000;
/** How many ask at once, each the next thing as soon as it has its answer. */
const callers: Readonly<Record<Kind, number>> = { check: 6, events: 4, sync: 2 };

async function run(): Promise<Table> {
  const stateDir = mkdtempSync(join(tmpdir(), 'heed-load-'));
  const worker = await startWorker({ stateDir, quiet: true });
  try {
    const caller = callerOf(worker.apiBase, await makeKeys(worker), seeded);
    await seed(caller);
    const before = await caller.version();
    const tally = newTally();
    const memory: number[] = [];
    const deadline = Date.now() + seconds * 1000;
    const watching = watchMemory(stateDir, deadline, memory);
    const kinds = Object.entries(callers) as [Kind, number][];
    await Promise.all(
      kinds.flatMap(([kind, count]) =>
        Array.from({ length: count }, async () => {
          while (Date.now() < deadline) await caller.ask(kind, tally);
        }),
      ),
    );
    await watching;
    const stored = (await caller.version()) - before;
    return report(tally, stored, memory);
  } finally {
    await worker.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

async function seed(caller: Caller): Promise<void> {
  const parts = Array.from({ length: seeded / 100 }, (_, part) => eventsOf(part * 100, 100));
  const next = parts.values();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const part of next) await caller.record(part);
    }),
  );
}

async function watchMemory(stateDir: string, deadline: number, into: number[]): Promise<void> {
  while (Date.now() < deadline) {
    const bytes = memoryOf(stateDir, 'workerd');
    if (bytes !== undefined) into.push(bytes);
    await sleep(2000);
  }
}

function report(tally: Tally, stored: number, memory: readonly number[]): Table {
  const megabytes = (from: number, to: number): string => {
    const part = memory.slice(Math.floor(memory.length * from), Math.ceil(memory.length * to));
    const mean = part.reduce((sum, bytes) => sum + bytes, 0) / part.length;
    return `${Math.round(mean / 1024 / 1024)} MB`;
  };
  return {
    columns: ['request', 'asked', 'a second', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms', 'errors'],
    rows: Object.entries(tally.kinds).map(([kind, { times, errors }]) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (part: number): number => sorted[Math.floor((sorted.length - 1) * part)] ?? 0;
      const asked = sorted.length;
      return [kind, asked, asked / seconds, at(0.5), at(0.95), at(0.99), at(1), errors];
    }),
    notes: [
      `${seconds} s; ${callers.check} callers check 100 recipients each of ${seeded} contacts, ${callers.events} record 10 events each, ${callers.sync} sync.`,
      `Events acknowledged ${tally.acknowledged}, stored ${stored}: ${tally.acknowledged === stored ? 'none lost, none twice' : 'THEY DIFFER'}.`,
      memory.length === 0
        ? 'Memory was not measured: this system has no /proc.'
        : `Memory of workerd: ${megabytes(0.25, 0.5)} in the second quarter, ${megabytes(0.75, 1)} in the last.`,
      ...(tally.firstError ? [`First error: ${tally.firstError}`] : []),
    ],
  };
}
