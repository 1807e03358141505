import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv, Bindings } from '../env.ts';
import { deliverDue } from './deliver.ts';

/** A worker goes on for half a minute after its answer at most; what is left then goes out by the minute. */
const budget = 10_000;

/** They are posted and change nothing; the first is asked before every mail. */
const questions = /\/(check|find|simulate|suggestion)$/;

/** After a change, lets the organisation's webhooks go out at once, without keeping anybody waiting. */
export const tellSoon = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  const orgId = (c.var.member as AppEnv['Variables']['member'] | undefined)?.orgId;
  const { method, path } = c.req;
  const isChange =
    !['GET', 'HEAD', 'OPTIONS'].includes(method) && !questions.test(path) && c.res.ok;
  if (orgId && isChange) deliverSoon(c, orgId);
});

export function deliverSoon(c: Context, orgId: string): void {
  const context = contextOf(c);
  const now = () => Date.now();
  const deliver = () => deliverDue(c.env as Bindings, { now, orgId, until: now() + budget });
  // What goes wrong here goes right a minute later, or shows there.
  context?.waitUntil(deliver().catch(() => 0));
}

/** Hono throws where there is none: outside of Cloudflare's runtime nothing goes on after the answer. */
function contextOf(c: Context) {
  try {
    return c.executionCtx;
  } catch {
    return undefined;
  }
}
