import type { Group } from './groups.ts';

/** What was done to counts before they left the organisation, for whoever reads them. */
export type Release = {
  readonly groups: readonly Group[];
  /** The most that anybody's being in the list can change the odds of any outcome: a factor of e to this. */
  readonly epsilon: number;
  readonly roundedTo: number;
};

export type ReleaseOptions = {
  readonly epsilon: number;
  readonly roundedTo: number;
  /** From 0 up to 1, and not to be foreseen: from the runtime's cryptographic generator. */
  readonly random: () => number;
};

/** Thrown away by whoever asks again and again: the noise of many answers averages out. */
export type Budget = { readonly epsilon: number; readonly spent: number };

/**
 * Counts that may leave the organisation. Each person is in one group, either chosen or not, so that noise
 * on these two counts protects them with `epsilon` once (discrete Laplace: Ghosh, Roughgarden and
 * Sundararajan 2009). Rounding comes after it and costs nothing. Groups in which nobody is left are left out.
 */
export function release(
  groups: readonly Group[],
  { epsilon, roundedTo, random }: ReleaseOptions,
): Release {
  const noisy = (count: number) =>
    Math.max(0, Math.round((count + laplace(epsilon, random)) / roundedTo) * roundedTo);
  return {
    epsilon,
    roundedTo,
    groups: groups
      .map(({ values, chosen, size }) => {
        const [yes, no] = [noisy(chosen), noisy(size - chosen)];
        return { values, chosen: yes, size: yes + no };
      })
      .filter(({ size }) => size > 0),
  };
}

/** The budget after an answer; `undefined` when that is more than is left of it. */
export function spend(budget: Budget, epsilon: number): Budget | undefined {
  const spent = budget.spent + epsilon;
  return epsilon > 0 && spent <= budget.epsilon + 1e-9 ? { ...budget, spent } : undefined;
}

/** The difference of two geometric numbers: whole, and symmetrical around 0. */
function laplace(epsilon: number, random: () => number): number {
  const geometric = () => Math.floor(Math.log(1 - random()) / -epsilon);
  return geometric() - geometric();
}
