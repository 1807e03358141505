import type { Bindings } from '../../../worker/env.ts';

/*
 * Run by import.bench.ts inside workerd: inserts finished rows and does nothing else. A body is lines, each
 * the number of a statement (in the header `x-statements`) and the JSON array of rows that goes into it.
 */

type Statement = { readonly sql: string; readonly first: string };

// oxlint-disable-next-line import/no-default-export -- workerd takes a worker so.
export default {
  async fetch(request: Request, env: Pick<Bindings, 'DB'>): Promise<Response> {
    if (request.method !== 'POST') return new Response('ready');
    const statements = JSON.parse(request.headers.get('x-statements')!) as Statement[];
    const parts = (await request.text()).split('\n');
    await env.DB.batch(
      parts.map((part) => {
        const { sql, first } = statements[Number(part[0])]!;
        return env.DB.prepare(sql).bind(first, part.slice(1));
      }),
    );
    return new Response('done');
  },
};
