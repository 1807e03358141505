import type { Dismissal } from '../../shared/protocol/screening.ts';
import type { Result } from '../../shared/result.ts';
import { change, recall } from './kept.ts';

/** So many rules are told at once; the rest waits. */
const most = 100;

/** Counts that a finding of a rule was dismissed. Neither when nor of what. */
export async function noteDismissal({ category, binder }: Omit<Dismissal, 'count'>): Promise<void> {
  await change('dismissals', (old = []) => {
    const same = (one: Dismissal) => one.category === category && one.binder === binder;
    const before = old.find(same)?.count ?? 0;
    return [...old.filter((one) => !same(one)), { category, binder, count: before + 1 }];
  });
}

/** Sends the counts. What the worker refuses is not sent again; what it could not be asked waits on. */
export async function sendDismissals(
  post: (dismissals: Dismissal[]) => Promise<Result<unknown>>,
): Promise<void> {
  const waiting = (await recall('dismissals'))?.slice(0, most) ?? [];
  if (waiting.length === 0) return;
  const taken = await post(waiting);
  if (!taken.ok && taken.problem.code === 'worker.unreachable') return;
  await change('dismissals', (now = []) => now.flatMap((one) => without(one, waiting)));
}

/** What was dismissed while the counts were under way is still to be told. */
function without(one: Dismissal, sent: readonly Dismissal[]): Dismissal[] {
  const told = sent.find(
    ({ category, binder }) => category === one.category && binder === one.binder,
  );
  const left = one.count - (told?.count ?? 0);
  return left > 0 ? [{ ...one, count: left }] : [];
}
