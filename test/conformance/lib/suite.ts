import { readdirSync } from 'node:fs';

/** What one outside set of vectors came to. */
export type Outcome = {
  readonly passed: number;
  /** One line each: which vector, what was expected, what came. */
  readonly failed: readonly string[];
  /** One line each: how many were left out, and why. */
  readonly skipped?: readonly string[];
  /** Counts worth seeing beside the totals. */
  readonly notes?: readonly string[];
};

/** One file in `test/conformance` exports one `suite`; the runner finds it by itself. */
export type Suite = {
  readonly name: string;
  /** The set's folder inside the fixtures; where it is missing the suite is skipped. */
  readonly folder: string;
  readonly run: (folder: string) => Outcome | Promise<Outcome>;
};

export type Tally = {
  readonly check: (passed: boolean, failure: () => string) => void;
  readonly outcome: (more?: Partial<Outcome>) => Outcome;
};

export function createTally(): Tally {
  let passed = 0;
  const failed: string[] = [];
  return {
    check(good, failure) {
      if (good) passed++;
      else failed.push(failure());
    },
    outcome: (more) => ({ passed, failed, ...more }),
  };
}

/** All files below a folder with this ending, as paths relative to it, in order. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .toSorted();
}
