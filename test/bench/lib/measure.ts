import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Otherwise each kind of work pays for clearing up after the one before it.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** One thing to measure: does its work `count` times. */
export type Work = { readonly count: number; readonly run: () => unknown };

/** Many short ones: on a busy machine a long run never goes by undisturbed. */
const rounds = 16;

/**
 * Microseconds for one of each kind of work: the best of some rounds, since other programs only ever
 * add time. The kinds take turns, so that a machine that is busy for a while slows all alike.
 */
export async function measure<Name extends string>(
  works: Record<Name, Work>,
): Promise<Record<Name, number>> {
  const best = {} as Record<Name, number>;
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(works) as Name[]) {
      const { count, run } = works[name];
      collectGarbage();
      const started = performance.now();
      await run();
      const each = ((performance.now() - started) * 1000) / count;
      best[name] = Math.min(best[name] ?? each, each);
    }
  return best;
}
