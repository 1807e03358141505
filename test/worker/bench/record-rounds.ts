import 'temporal-polyfill/global';
import type { Bindings } from '../../../worker/env.ts';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import { storeFor } from '../../../worker/store/store.ts';

/*
 * Run by record.bench.ts inside workerd. Each round records new opt-outs of new people in one
 * organisation, reads the rows that came of it, and inserts the same rows as they are into another:
 * the same tables, keys, triggers and statements, without any of the work that makes the rows.
 */

type Row = readonly unknown[];
type Tables = Readonly<Record<'contacts' | 'identifiers' | 'events', readonly Row[]>>;

/** Microseconds for an event, of each round. */
type Rounds = { readonly record: number[]; readonly raw: number[] };

const [recorded, copied] = ['org_recorded', 'org_copied'];
const by = { recordedBy: 'mem_bench', now: Date.UTC(2026, 10, 21) };
let made = 0;

// oxlint-disable-next-line import/no-default-export -- workerd takes a worker so.
export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const [size, rounds] = [Number(query.get('size')), Number(query.get('rounds'))];
    await env.DB.prepare(
      "INSERT OR IGNORE INTO organisations VALUES ('org_recorded', 'A', 0), ('org_copied', 'B', 0)",
    ).run();
    const store = await storeFor(env, recorded!);
    const times: Rounds = { record: [], raw: [] };
    for (let round = 0; round < rounds; round++) {
      const events = optOuts(size);
      const before = Date.now();
      const { refused } = await store.recordMany(events, by);
      if (refused.length > 0) throw new Error(refused[0]!.message);
      times.record.push(((Date.now() - before) * 1000) / size);
      const rows = await newest(env.DB, size);
      const start = Date.now();
      await env.DB.batch(inserts(env.DB, rows));
      times.raw.push(((Date.now() - start) * 1000) / size);
    }
    return Response.json(times);
  },
};

function optOuts(count: number): NewEvent[] {
  return Array.from({ length: count }, (): NewEvent => {
    const at = made++;
    return {
      id: `import-7f3a:${String(at).padStart(9, '0')}`,
      identifier: { type: 'email', value: `person${at}.of-some-name@company${at % 9973}.example` },
      type: 'objected',
      purpose: 'direct-marketing',
      channel: 'email',
      occurredAt: by.now - 86_400_000,
      method: 'import',
    };
  });
}

const columns = {
  contacts: ['id', 'wrapped_key', 'created_at'],
  identifiers: 'exact_key contact_id type wide_key sealed device_wide device_exact'.split(' '),
  events: (
    'contact_id id type purpose channel occurred_at recorded_at recorded_by method language ' +
    'notice_version until excepts identifier_key digest sealed details leaf'
  ).split(' '),
};
const blobs = /key$|^id$|contact_id|sealed|device|digest|leaf/;
const isBlob = (table: string, column: string) =>
  blobs.test(column) && !(table === 'events' && column === 'id');

async function newest(db: D1Database, count: number): Promise<Tables> {
  const read = async (table: keyof Tables, order: string, contact: string): Promise<Row[]> => {
    const wanted = columns[table].map((name) =>
      isBlob(table, name) ? `lower(hex(t.${name}))` : `t.${name}`,
    );
    const rows = await db
      .prepare(
        `SELECT ${wanted.join(', ')} FROM ${table} t JOIN (
             SELECT contact_id AS chosen FROM events WHERE org_id = ?1 ORDER BY seq DESC LIMIT ?2
           ) ON t.org_id = ?1 AND t.${contact} = chosen ORDER BY t.${order}`,
      )
      .bind(recorded, count)
      .raw();
    return rows;
  };
  return {
    contacts: await read('contacts', 'id', 'id'),
    identifiers: await read('identifiers', 'exact_key', 'contact_id'),
    events: await read('events', 'seq', 'contact_id'),
  };
}

function inserts(db: D1Database, tables: Tables): D1PreparedStatement[] {
  return (['contacts', 'identifiers', 'events'] as const).map((table) => {
    const names = columns[table];
    const values = names.map((name, at) =>
      isBlob(table, name) ? `unhex(value->>${at})` : `value->>${at}`,
    );
    const seq =
      table === 'events'
        ? '(SELECT coalesce(max(seq), 0) FROM events WHERE org_id = ?1) + 1 + key'
        : '';
    return db
      .prepare(
        `INSERT INTO ${table} (org_id, ${names.join(', ')}${seq && ', seq'})
         SELECT ?1, ${values.join(', ')}${seq && `, ${seq}`} FROM json_each(?2)`,
      )
      .bind(copied, JSON.stringify(tables[table]));
  });
}
