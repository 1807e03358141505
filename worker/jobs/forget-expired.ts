import type { Bindings } from '../env.ts';
import { forgetExpired } from '../store/access/expired.ts';

/** Sessions, links, codes and credentials that have run out say who was here when: reason enough to let them go. */
export async function forgetWhatExpired(env: Bindings, now: number): Promise<void> {
  await forgetExpired(env.DB, now);
}
