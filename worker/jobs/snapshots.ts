import type { Bindings } from '../env.ts';
import { organisationsBehind } from '../store/snapshot-builds.ts';
import { usual } from '../store/snapshot-limits.ts';
import { storeFor } from '../store/store.ts';

/** D1 allows 1,000 queries in one run (2026-04); a part takes at most a dozen. */
const partsInOneRun = 60;

/** Makes what is due of the wholes that devices fetch, a part at a time. The next run goes on. */
export async function buildSnapshots(env: Bindings, now: number): Promise<void> {
  let left = partsInOneRun;
  for (const orgId of await organisationsBehind(env.DB, usual.few)) {
    const { snapshots } = await storeFor(env, orgId);
    for (let more = true; more && left > 0; left--) more = await snapshots.buildOn(now);
  }
}
