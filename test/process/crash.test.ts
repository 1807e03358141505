import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { checkWholeLog } from '../../scripts/lib/whole-log.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { startWorker } from '../../scripts/lib/worker.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';

/** One call to POST /events: its body, and whether the worker ever said that it was recorded. */
type Call = { readonly ids: string[]; readonly body: string; acknowledged: boolean };

const kills = 3;
/** A killed server's connections end at once; this is for one that hangs. */
const patience = () => AbortSignal.timeout(60_000);
const writers = 6;
const stateDir = mkdtempSync(join(tmpdir(), 'heed-crash-'));
const calls: Call[] = [];
let port: number;
let worker: RunningWorker;
const stop = new AbortController();

beforeAll(async () => {
  port = await freePort();
  worker = await startFreshWorker({ stateDir, port, quiet: true });
});
afterAll(async () => {
  await worker.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Some events of new people and of some whom all writers write about. */
function newCall(writer: number): Call {
  const ids = Array.from(
    { length: 1 + (calls.length % 25) },
    (_, at) => `w${writer}-c${calls.length}-e${at}`,
  );
  const events = ids.map((id, at) => ({
    id,
    identifier: {
      type: 'email',
      value: at % 3 === 0 ? `shared${at}@example.com` : `${id}@example.com`,
    },
    type: 'objected',
    channel: 'email',
    occurredAt: '2026-05-03T09:00:00Z',
    method: 'reply',
    source: 'While it was being killed',
  }));
  const call = { ids, body: JSON.stringify({ events }), acknowledged: false };
  calls.push(call);
  return call;
}

const headers = () => ({
  authorization: `Bearer ${worker.token}`,
  'content-type': 'application/json',
});

/** As a client does that must not lose it; wrangler, too, answers 503 when it changes the worker. */
async function sendUntilTaken(call: Call): Promise<void> {
  for (let tries = 0; !call.acknowledged; tries++)
    await send(call).catch(async (error: unknown) => {
      if (tries === 20) throw error;
      await sleep(500);
    });
}

async function send(call: Call): Promise<void> {
  const init = { method: 'POST', headers: headers(), body: call.body, signal: patience() };
  const response = await fetch(`${worker.apiBase}/events`, init);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  await response.json();
  call.acknowledged = true;
}

/** Sends one call after another; those that were cut off stay without an answer. */
async function write(writer: number): Promise<void> {
  while (!stop.signal.aborted) await send(newCall(writer)).catch(() => sleep(100));
}

/** Has the log signed all the while, so that a kill may hit that, too. */
async function sign(): Promise<void> {
  while (!stop.signal.aborted) {
    const asking = fetch(`${worker.apiBase}/log/checkpoint`, {
      headers: headers(),
      signal: patience(),
    });
    await asking.then((response) => response.text()).catch(() => '');
    await sleep(50);
  }
}

/** How often each id stands in the log, whose root is made anew from its entries. */
async function logged(): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const size = await checkWholeLog(worker, ({ id }) => times.set(id, (times.get(id) ?? 0) + 1));
  expect([...times.values()].reduce((sum, count) => sum + count, 0)).toBe(size);
  return times;
}

function query(sql: string): unknown {
  const pattern = 'd1-state/v3/d1/miniflare-D1DatabaseObject/*.sqlite';
  const file = globSync(pattern, { cwd: stateDir }).find((name) => !name.includes('metadata'))!;
  const db = new DatabaseSync(join(stateDir, file), { readOnly: true });
  const row = db.prepare(sql).get();
  db.close();
  return row;
}

describe('the worker, killed again and again in the middle of writing', () => {
  it('has every call wholly or not at all, and takes each again', async () => {
    const work = [...Array.from({ length: writers }, (_, writer) => write(writer)), sign()];
    for (let killed = 0; killed < kills; killed++) {
      await sleep(500 + Math.random() * 1500);
      await worker.kill();
      worker = await startWorker({ stateDir, port, quiet: true });
    }
    stop.abort();
    await Promise.all(work);

    const cutOff = calls.filter(({ acknowledged }) => !acknowledged);
    expect(cutOff.length).toBeGreaterThan(0);
    expect(calls.length).toBeGreaterThan(cutOff.length);
    const before = await logged();
    for (const { ids, acknowledged } of calls) {
      const times = new Set(ids.map((id) => before.get(id) ?? 0));
      expect([...times], `${ids[0]}, ${acknowledged ? '' : 'not '}acknowledged`).toEqual([
        acknowledged ? 1 : expect.toBeOneOf([0, 1]),
      ]);
    }

    await Promise.all(cutOff.map(sendUntilTaken));
    const after = await logged();
    const wanted = calls.flatMap(({ ids }) => ids).sort();
    expect([...after.keys()].sort()).toEqual(wanted);
    expect(new Set(after.values())).toEqual(new Set([1]));
  });

  it('leaves nothing half-done in the database', async () => {
    await worker.stop();
    expect(query('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(query('SELECT count(*) AS broken FROM pragma_foreign_key_check')).toEqual({ broken: 0 });
    expect(
      query(
        `SELECT count(*) - max(seq) AS gaps, count(*) - count(DISTINCT id) AS doubled FROM events`,
      ),
    ).toEqual({ gaps: 0, doubled: 0 });
    expect(
      query(`SELECT count(*) AS lone FROM contacts c
        WHERE NOT EXISTS (SELECT 1 FROM identifiers i WHERE i.contact_id = c.id)
          OR NOT EXISTS (SELECT 1 FROM events e WHERE e.contact_id = c.id)`),
    ).toEqual({ lone: 0 });
    expect(
      query(`SELECT (SELECT sum(length(hashes) / 32) FROM log_tiles WHERE level = 0) -
        (SELECT max(size) FROM log_checkpoints) AS beyond`),
    ).toEqual({ beyond: 0 });
  });
});
