import type { Bindings } from '../env.ts';
import { readSecrets } from '../secrets.ts';
import { encryptSecondFactorsAnew } from '../store/access/second-factors.ts';
import { organisationsToRotate } from '../store/organisations.ts';
import { storeFor } from '../store/store.ts';
import { forEachOf } from './each.ts';

/** D1 allows 1,000 queries in one run (2026-04); a page, of 2,000 contacts, takes three, and each organisation five. */
const pagesInOneRun = 90;

/**
 * While MASTER_KEYS_RETIRED holds older keys, brings what they protect under the current one, a part in
 * each run, and says how much is left of what it looked at.
 */
export async function rotateKeys(env: Bindings, now: number): Promise<void> {
  const { masters, generation } = readSecrets(env);
  if (masters.size === 1) return;
  const secondFactors = await encryptSecondFactorsAnew(env);
  const organisations = await organisationsToRotate(env, generation, pagesInOneRun);
  const pages = Math.floor(pagesInOneRun / organisations.length);
  const total = { rewrapped: 0, left: 0 };
  await forEachOf(organisations, async (orgId) => {
    const { rewrapped, left } = await (await storeFor(env, orgId)).rotateKeys(now, pages);
    total.rewrapped += rewrapped;
    total.left += left;
  });
  if (organisations.length + secondFactors > 0)
    // eslint-disable-next-line no-console -- what an operator waits for before taking the old key away.
    console.log(JSON.stringify({ job: 'rotate-keys', generation, ...total, secondFactors }));
}
