import type { EventInput, SyncResponse } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { afterSync } from './copy.ts';
import type { Kept } from './kept.ts';

/** The worker, as far as an exchange needs it. */
export type Worker = {
  readonly post: (event: EventInput) => Promise<Result<unknown>>;
  readonly fetchSince: (version: number) => Promise<Result<SyncResponse>>;
};

export type Exchanged = {
  /** The copy as it is now; missing when the worker gave none. */
  readonly copy?: Kept['snapshot'];
  /** Ids of events that need no longer be queued. */
  readonly taken: readonly string[];
  /** What went wrong, in words. */
  readonly trouble?: string;
};

/**
 * Sends what is queued and fetches what is new. An event counts as taken only when the copy that has
 * it is here too: until then the queue is all that this device knows of somebody's no.
 */
export async function exchange(
  worker: Worker,
  queue: readonly EventInput[],
  old: Kept['snapshot'] | undefined,
  now: number,
): Promise<Exchanged> {
  let trouble: string | undefined;
  const accepted: string[] = [];
  for (const event of queue) {
    const taken = await worker.post(event);
    if (taken.ok && event.id !== undefined) accepted.push(event.id);
    if (taken.ok) continue;
    trouble = taken.problem.message;
    if (taken.problem.code === 'worker.unreachable') break;
  }
  const answer = await fetchNew(worker, old);
  if (!answer.ok) return { taken: [], trouble: answer.problem.message };
  const copy = afterSync(old, answer.value, now);
  return { copy, taken: accepted, ...(trouble !== undefined && { trouble }) };
}

/** A delta hashed with another key would leave every old entry unfindable: then the whole is fetched. */
async function fetchNew(
  worker: Worker,
  old: Kept['snapshot'] | undefined,
): Promise<Result<SyncResponse>> {
  const answer = await worker.fetchSince(old?.version ?? 0);
  const rekeyed = answer.ok && !answer.value.full && answer.value.deviceKey !== old?.deviceKey;
  return rekeyed ? worker.fetchSince(0) : answer;
}
