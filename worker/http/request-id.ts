import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../env.ts';

/** One id for each answer, ours alone: a caller's own could forge lines in a log. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const id = crypto.randomUUID();
  c.set('requestId', id);
  await next();
  c.header('X-Request-Id', id);
});
