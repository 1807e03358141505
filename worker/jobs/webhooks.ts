import type { Bindings } from '../env.ts';
import { forgetTokens } from '../store/provider-reports.ts';
import { forgetMessages } from '../store/webhooks-log.ts';
import { deliverDue } from '../webhooks/deliver.ts';

/** A run ends before the next minute's begins. */
const budget = 50_000;
const minute = 60_000;
/** Past the hour. Not a cron of its own, since an account has five of them for nothing (2026-11). */
const forgetsAt = 17;

/** Every minute: delivers what is due to everybody's endpoints. Once an hour it first forgets what is old. */
export async function deliverWebhooks(env: Bindings, at: number): Promise<void> {
  if (Math.floor(at / minute) % 60 === forgetsAt) await forgetOldWebhooks(env, at);
  const now = () => Date.now();
  await deliverDue(env, { now, until: now() + budget });
}

/** Forgets messages, and tokens of providers, that are too old to be asked for. */
export async function forgetOldWebhooks({ DB }: Bindings, now: number): Promise<void> {
  await forgetTokens(DB, now);
  await forgetMessages(DB, now);
}
