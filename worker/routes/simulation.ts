import { Hono } from 'hono';
import { SimulateRequest, SimulateResponse } from '../../shared/protocol/simulate.ts';
import { simulationAnswer } from '../answers/simulation.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { readPolicy } from '../intake/policy.ts';
import { storeFor } from '../store/store.ts';

/** What a change of policy would change, before it is published. */
export const simulation = new Hono<AppEnv>().post(
  '/simulate',
  operation({
    id: 'policy.simulate',
    summary: 'See what a draft of the policy would change',
    details:
      'Asks the one evaluator about each contact, under the policy that holds and under the draft. A call looks at a page of contacts ' +
      '(at most 500), so that it ends soon however many there are: take `next` as `after` until it is null, and add the counts up. ' +
      'With `recipients`, only those are looked at. Nothing is kept.',
    answers: { 200: { says: 'What changes for this page.', schema: SimulateResponse } },
  }),
  allow('policy.simulate'),
  validate('json', SimulateRequest),
  async (c) => {
    const { policy, channel, purpose, ...asked } = c.req.valid('json');
    const { orgId, role } = c.var.member;
    const store = await storeFor(c.env, orgId);
    const before = await store.policy();
    const after = readPolicy(policy, before.version);
    const ask = { channel, purpose, role, at: Date.now() };
    const answer = await simulationAnswer(store, { before, after }, ask, asked);
    return c.json({ version: before.version, ...answer }, 200);
  },
);
