import 'temporal-polyfill/global';
import type { Bindings } from '../../../worker/env.ts';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import { storeFor } from '../../../worker/store/store.ts';

/*
 * Run by snapshot-build.bench.ts inside workerd, a step at a time: records opt-outs of people, makes a
 * part of the base, or gives what has changed since a version.
 */

const organisation = 'org_bench';
const now = Date.UTC(2026, 10, 21);
const day = 86_400_000;

// oxlint-disable-next-line import/no-default-export -- workerd takes a worker so.
export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [from, count] = [Number(searchParams.get('from')), Number(searchParams.get('count'))];
    const epoch = searchParams.get('epoch') ?? '';
    await env.DB.prepare('INSERT OR IGNORE INTO organisations VALUES (?, ?, 0)')
      .bind(organisation, 'Bench')
      .run();
    const { recordMany, snapshots } = await storeFor(env, organisation);
    if (pathname === '/record') {
      const by = { recordedBy: 'mem_bench', now };
      const { refused } = await recordMany(optOuts(from, count, searchParams.get('again')), by);
      return Response.json(refused.length);
    }
    if (pathname === '/build') return Response.json(await snapshots.buildOn(now));
    const { changes, ...told } = await snapshots.changesSince({ version: from, epoch });
    return Response.json({ ...told, bytes: changes.length });
  },
};

function optOuts(from: number, count: number, again: string | null): NewEvent[] {
  return Array.from({ length: count }, (_, index): NewEvent => {
    const at = from + index;
    return {
      id: `bench-${again ?? ''}${at}`,
      identifier: { type: 'email', value: `person${at}.of-some-name@company${at % 9973}.example` },
      type: again ? 'objected' : 'withdrawn',
      purpose: 'direct-marketing',
      channel: 'email',
      occurredAt: again ? now : now - (1 + ((at * 7919) % 1096)) * day,
      method: 'import',
    };
  });
}
