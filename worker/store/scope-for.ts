import type { Bindings } from '../env.ts';
import { orgKeys } from '../keys.ts';
import type { Scope } from './scope.ts';

/** What one organisation's rows are asked with. Throws a 503 `Refusal` when the worker has unusable secrets. */
export async function scopeFor(env: Bindings, orgId: string): Promise<Scope> {
  return { db: env.DB, orgId, keys: await orgKeys(env, orgId) };
}
