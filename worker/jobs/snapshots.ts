import type { Bindings } from '../env.ts';
import { organisationsBehind } from '../store/snapshot-builds.ts';
import { usual } from '../store/snapshot-limits.ts';
import { storeFor } from '../store/store.ts';
import { forEachOf } from './each.ts';

/** A run has 30 s of processor time (2026-04); a part takes half of one. */
const partsInOneRun = 25;

/** Makes what is due of the wholes that devices fetch, a part at a time. The next run goes on. */
export async function buildSnapshots(env: Bindings, now: number): Promise<void> {
  let left = partsInOneRun;
  await forEachOf(await organisationsBehind(env.DB, usual.few), async (orgId) => {
    if (left === 0) return;
    const { snapshots } = await storeFor(env, orgId);
    for (let more = true; more && left > 0; left--) more = await snapshots.buildOn(now);
  });
}
