import type { EventInput } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import type { CopySource } from './fetch-copy.ts';
import { fetchCopy } from './fetch-copy.ts';
import type { Kept, PartStore } from './kept.ts';

/** The worker, as far as an exchange needs it. */
export type Worker = CopySource & {
  readonly post: (event: EventInput) => Promise<Result<unknown>>;
};

export type Exchanged = {
  /** The copy as it is now; missing when the worker gave none. */
  readonly copy?: Kept['snapshot'];
  /** Ids of events that need no longer be queued. */
  readonly taken: readonly string[];
  /** What went wrong, in words. */
  readonly trouble?: string;
};

/** What the device has. */
export type Held = { readonly kept: Kept['snapshot'] | undefined; readonly parts: PartStore };

/**
 * Sends what is queued and fetches what is new. An event counts as taken only when the copy that has
 * it is here too: until then the queue is all that this device knows of somebody's no.
 */
export async function exchange(
  worker: Worker,
  queue: readonly EventInput[],
  { kept, parts }: Held,
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
  const fetched = await fetchCopy(worker, parts, kept, now);
  if (!fetched.ok) return { taken: [], trouble: fetched.problem.message };
  return { copy: fetched.value, taken: accepted, ...(trouble !== undefined && { trouble }) };
}
