import type { Bindings } from '../env.ts';
import { organisationsToSign } from '../store/organisations.ts';
import { storeFor } from '../store/store.ts';
import { forEachOf } from './each.ts';

/** D1 allows 1,000 queries in one run (2026-04); a step, of 25,000 events, takes a dozen. */
const stepsInOneRun = 60;

/** Signs the logs of those organisations that have events no checkpoint covers. The next run goes on. */
export async function signLogs(env: Bindings, now: number): Promise<void> {
  const organisations = await organisationsToSign(env, stepsInOneRun);
  await forEachOf(organisations, async (orgId) => {
    const { log } = await storeFor(env, orgId);
    await log.checkpoint(now, Math.floor(stepsInOneRun / organisations.length));
  });
}
