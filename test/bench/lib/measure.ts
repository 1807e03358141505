import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Otherwise each kind of work pays for clearing up after the one before it.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** One thing to measure: does its work `count` times. */
export type Work = { readonly count: number; readonly run: () => unknown };

/**
 * Microseconds for one of each kind of work: the best of some rounds, since other programs only ever
 * add time. The kinds take turns, so that a machine that is busy for a while slows all alike.
 */
export async function measure<Name extends string>(
  works: Record<Name, Work>,
): Promise<Record<Name, number>> {
  const times = await sample(works, 7, collectGarbage);
  return each(times, ([least]) => least!);
}

export type Spread = { readonly least: number; readonly middle: number };

/**
 * The same for work of a few milliseconds: the least and the middle of many rounds, after some that
 * only warm up. Rounds so short are mostly over before another program gets its turn.
 */
export async function measureShort<Name extends string>(
  works: Record<Name, Work>,
  rounds: number,
): Promise<Record<Name, Spread>> {
  await sample(works, Math.ceil(rounds / 4));
  collectGarbage();
  const times = await sample(works, rounds);
  return each(times, (sorted) => ({ least: sorted[0]!, middle: sorted[sorted.length >> 1]! }));
}

/** Of each kind of work, the microseconds that one took in each round, least first. */
async function sample<Name extends string>(
  works: Record<Name, Work>,
  rounds: number,
  before?: () => void,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const { count, run } = works[name];
      before?.();
      const started = performance.now();
      const running = run();
      if (running instanceof Promise) await running;
      times[name]!.push(((performance.now() - started) * 1000) / count);
    }
  for (const name of names) times[name]!.sort((a, b) => a - b);
  return times as Record<Name, number[]>;
}

function each<Name extends string, Made>(
  times: Record<Name, number[]>,
  make: (sorted: readonly number[]) => Made,
): Record<Name, Made> {
  const names = Object.keys(times) as Name[];
  return Object.fromEntries(names.map((name) => [name, make(times[name])])) as Record<Name, Made>;
}
