import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/lib/free-port.ts';
import { runWrangler } from '../../scripts/lib/wrangler.ts';

/** Rows in one transaction; 20,000 took as long for each. */
const batchRows = 5000;
/** Below the 2 MB that D1 takes as one parameter. */
const partBytes = 1_900_000;

const tables = ['contacts', 'identifiers', 'events'] as const;

/** The file of a local D1 database, once there is one. */
export function databaseIn(stateDir: string): string {
  const pattern = 'd1-state/v3/d1/miniflare-D1DatabaseObject/*.sqlite';
  const file = globSync(pattern, { cwd: stateDir }).find((name) => !name.includes('metadata'));
  if (!file) throw new Error(`There is no database in ${stateDir}.`);
  return join(stateDir, file);
}

export type RawWorker = {
  /** Inserts the rows of these events, their contacts and identifiers as they are; gives the seconds it took. */
  readonly copy: (from: DatabaseSync, after: number, until: number) => Promise<number>;
  readonly stop: () => Promise<void>;
};

/**
 * A worker with a database of its own under the same migrations, that only inserts: one `json_each`
 * parameter for thousands of rows, identifiers in the order of their key, all of a batch in one transaction.
 */
export async function startRaw(stateDir: string, organisations: DatabaseSync): Promise<RawWorker> {
  mkdirSync(stateDir, { recursive: true });
  const local = ['--local', `--persist-to=${join(stateDir, 'd1-state')}`];
  const migrated = runWrangler(stateDir, 'migrations', [
    'd1',
    'migrations',
    'apply',
    'heed',
    ...local,
  ]);
  if ((await migrated.ended) !== 0) throw new Error(migrated.lastLines());
  const copied = new DatabaseSync(databaseIn(stateDir));
  for (const row of organisations.prepare('SELECT id, name, created_at FROM organisations').all())
    copied
      .prepare('INSERT INTO organisations (id, name, created_at) VALUES (?, ?, ?)')
      .run(row['id']!, row['name']!, row['created_at']!);
  copied.close();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const wrangler = runWrangler(stateDir, 'raw', [
    'dev',
    'test/worker/bench/import-raw.ts',
    ...local,
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--inspector-port=0',
    '--show-interactive-dev-session=false',
  ]);
  while (!(await fetch(address).catch(() => undefined))?.ok) {
    if (!wrangler.isRunning()) throw new Error(wrangler.lastLines());
    await sleep(50);
  }
  return {
    copy: async (from, after, until) => {
      const sources = tables.map((table) => sourceOf(from, table));
      const headers = {
        'x-statements': JSON.stringify(
          sources.map(({ insert, orgId }) => ({ sql: insert, first: orgId })),
        ),
      };
      let seconds = 0;
      for (let first = after; first < until; first += batchRows) {
        const body = sources
          .flatMap(({ read }, index) =>
            partsOf(index, read(first, Math.min(until, first + batchRows))),
          )
          .join('\n');
        const started = performance.now();
        const response = await fetch(address, { method: 'POST', headers, body });
        const said = await response.text();
        seconds += (performance.now() - started) / 1000;
        if (!response.ok) throw new Error(said);
      }
      return seconds;
    },
    stop: wrangler.stop,
  };
}

type Cell = string | number | null;
type Row = readonly Cell[];

/** How the rows of a table are read, by the numbers of events, and written. */
function sourceOf(from: DatabaseSync, table: (typeof tables)[number]) {
  const columns = from.prepare(`PRAGMA table_info(${table})`).all() as {
    name: string;
    type: string;
  }[];
  const own = columns.filter(({ name }) => name !== 'org_id');
  const isBlob = ({ type }: { type: string }) => type.toLowerCase() === 'blob';
  const read = own.map((each) => (isBlob(each) ? `hex(t."${each.name}")` : `t."${each.name}"`));
  const written = own.map((each, at) => (isBlob(each) ? `unhex(value->>${at})` : `value->>${at}`));
  const order = table === 'identifiers' ? 't.exact_key' : table === 'contacts' ? 't.id' : 't.seq';
  const joined = {
    contacts: 'JOIN contacts t ON t.org_id = e.org_id AND t.id = e.contact_id',
    identifiers: 'JOIN identifiers t ON t.org_id = e.org_id AND t.exact_key = e.identifier_key',
    events: 'JOIN events t ON t.org_id = e.org_id AND t.seq = e.seq',
  }[table];
  const select = from.prepare(
    `SELECT ${read.join()} FROM events e INDEXED BY events_seq ${joined}
     WHERE e.org_id = ? AND e.seq > ? AND e.seq <= ? ORDER BY ${order}`,
  );
  select.setReturnArrays(true);
  const { orgId } = from.prepare('SELECT org_id AS orgId FROM events LIMIT 1').get() as {
    orgId: string;
  };
  return {
    orgId,
    read: (after: number, until: number) => select.all(orgId, after, until) as unknown as Row[],
    insert: `INSERT INTO ${table} (org_id, ${own.map(({ name }) => `"${name}"`).join()})
      SELECT ?1, ${written.join()} FROM json_each(?2)`,
  };
}

/** Lines for the worker: the table's number, and as many rows as fit into one parameter. */
function partsOf(index: number, rows: readonly Row[]): string[] {
  const parts: string[] = [];
  let held: string[] = [];
  let length = 0;
  const close = () => {
    if (held.length > 0) parts.push(`${index}[${held.join()}]`);
    held = [];
    length = 0;
  };
  for (const row of rows) {
    // An empty blob comes as an empty text, which is none.
    const text = JSON.stringify(row.map((cell) => (cell === '' ? null : cell)));
    if (length + text.length > partBytes) close();
    held.push(text);
    length += text.length + 1;
  }
  close();
  return parts;
}
