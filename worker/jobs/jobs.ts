import type { Bindings } from '../env.ts';
import { signLogs } from './checkpoints.ts';
import { forgetWhatExpired } from './forget-expired.ts';
import { rotateKeys } from './rotate-keys.ts';
import { buildSnapshots } from './snapshots.ts';
import { deliverWebhooks } from './webhooks.ts';

type Job = (env: Bindings, now: number) => Promise<unknown>;

/**
 * What runs when, by the crons in wrangler.toml. One job for each, since D1 counts the queries of a run:
 * together they would take each other's.
 */
export const jobs: Readonly<Record<string, Job>> = {
  '* * * * *': signLogs,
  '*/5 * * * *': rotateKeys,
  '*/2 * * * *': buildSnapshots,
  // Every minute too: a cron is known by how it is written.
  '*/1 * * * *': deliverWebhooks,
  '17 3 * * *': forgetWhatExpired,
};

/** Runs the job of a cron. What goes wrong is an error of the run, which Cloudflare shows; the next run tries again. */
export async function runJob(cron: string, env: Bindings, now: number): Promise<void> {
  const job = jobs[cron];
  if (!job) throw new Error('wrangler.toml has a cron that worker/jobs/jobs.ts has no job for.');
  await job(env, now);
}
