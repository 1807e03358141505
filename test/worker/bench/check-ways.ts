import 'temporal-polyfill/global';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { factsAbout } from '../../../shared/policy/subject.ts';
import type { Bindings } from '../../../worker/env.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { countingDatabase } from '../support/counting-database.ts';

/*
 * Run by check.bench.ts inside workerd: decides about the recipients of some calls, with one query for all
 * of a call or with one query each. Both go through the same store and evaluator.
 */

const ask = { channel: 'email', purpose: 'direct-marketing', role: 'rep' } as const;

// oxlint-disable-next-line import/no-default-export -- workerd takes a worker so.
export default {
  async fetch(request: Request, env: Bindings): Promise<Response> {
    if (request.method !== 'POST') return new Response('ready');
    const { db, count } = countingDatabase(env.DB);
    const { orgId } = (await env.DB.prepare('SELECT org_id AS orgId FROM events LIMIT 1').first<{
      orgId: string;
    }>())!;
    const together = new URL(request.url).pathname === '/together';
    const calls = (await request.json()) as string[][];
    let [known, stopped] = [0, 0];
    for (const call of calls) {
      const store = await storeFor({ ...env, DB: db }, orgId);
      const policy = await store.policy();
      const identifiers = call.map((value): Identifier => ({ type: 'email', value }));
      const facts = together
        ? await store.factsFor(identifiers)
        : await oneByOne(identifiers, async (one) => (await store.factsFor([one]))[0]!);
      const at = Date.now();
      for (const [index, one] of identifiers.entries()) {
        const { verdict } = decide(policy, factsAbout(one, facts[index]!), { ...ask, at });
        if (verdict === 'block') stopped++;
        if (facts[index]!.marks.length > 0) known++;
      }
    }
    return Response.json({ stopped, known, queries: count.statements / calls.length });
  },
};

async function oneByOne<In, Out>(all: readonly In[], each: (one: In) => Promise<Out>) {
  const found: Out[] = [];
  for (const one of all) found.push(await each(one));
  return found;
}
