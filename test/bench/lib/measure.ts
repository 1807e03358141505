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
  const wall = () => performance.now() * 1000;
  return summed(await sample(works, wall), (times) => times[0]!);
}

/**
 * The same, but the middle of the rounds, and only the time that this thread had a processor: for
 * work so short that waiting for one would be most of what is seen.
 */
export async function measureBusy<Name extends string>(
  works: Record<Name, Work>,
): Promise<Record<Name, number>> {
  const busy = () => {
    const { user, system } = process.threadCpuUsage();
    return user + system;
  };
  return summed(await sample(works, busy), (times) => times[times.length >> 1]!);
}

/** Of each kind of work, the microseconds that one took in each round, least first. */
async function sample<Name extends string>(
  works: Record<Name, Work>,
  clock: () => number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const { count, run } = works[name];
      collectGarbage();
      const started = clock();
      await run();
      times[name].push((clock() - started) / count);
    }
  for (const name of names) times[name].sort((a, b) => a - b);
  return times;
}

function summed<Name extends string>(
  times: Record<Name, number[]>,
  pick: (times: readonly number[]) => number,
): Record<Name, number> {
  const picked = {} as Record<Name, number>;
  for (const name of Object.keys(times) as Name[]) picked[name] = pick(times[name]);
  return picked;
}
