// workerd has no Temporal of its own yet (2026-11).
import 'temporal-polyfill/global';
import { app } from './app.ts';
import type { Bindings } from './env.ts';
import { runJob } from './jobs/jobs.ts';

export default {
  fetch: app.fetch,
  scheduled: ({ cron }: ScheduledController, env: Bindings) => runJob(cron, env, Date.now()),
};
