import { Hono } from 'hono';
import { version } from '../../package.json';
import { HealthResponse } from '../../shared/protocol/answers.ts';
import type { AppEnv, Bindings } from '../env.ts';
import { operation } from '../http/operation.ts';
import { retiredState, secretState } from '../secrets.ts';
import { olderSecondFactors } from '../store/access/second-factors.ts';
import { unfinishedRotations } from '../store/organisations.ts';
import { databaseState } from '../store/readiness.ts';

/** Whether this worker can serve, and if not, what it lacks. Needs no token and tells nothing of anybody. */
export const health = new Hono<AppEnv>().get(
  '/',
  operation({
    id: 'health',
    summary: 'Whether this worker can serve',
    answers: {
      200: { says: 'It can.', schema: HealthResponse },
      503: {
        says: 'It cannot; the part that is not `ready` is what it lacks.',
        schema: HealthResponse,
      },
    },
  }),
  async (c) => {
    const database = await databaseState(c.env);
    const parts = { database, ...secretState(c.env) };
    const retiredKeys = await retiredKeysOf(c.env, database === 'ready');
    const ready =
      retiredKeys !== 'invalid' && Object.values(parts).every((state) => state === 'ready');
    const status = ready ? 'ready' : 'not-ready';
    const body = { status, version, ...parts, retiredKeys } as const;
    return c.json(body, ready ? 200 : 503);
  },
);

/** Whether an older master key may be taken away: once nothing is under it any more. */
async function retiredKeysOf(env: Bindings, canAsk: boolean) {
  const state = retiredState(env);
  if (typeof state === 'string') return state;
  if (!canAsk) return 'in-use';
  const left = [await unfinishedRotations(env, state), await olderSecondFactors(env, state)];
  return left.every((count) => count === 0) ? 'can-go' : 'in-use';
}
