import { Hono } from 'hono';
import { version } from '../../package.json';
import { HealthResponse } from '../../shared/protocol/answers.ts';
import type { AppEnv } from '../env.ts';
import { operation } from '../http/operation.ts';
import { secretState } from '../secrets.ts';
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
    const ready = Object.values(parts).every((state) => state === 'ready');
    const body = { status: ready ? 'ready' : 'not-ready', version, ...parts } as const;
    return c.json(body, ready ? 200 : 503);
  },
);
