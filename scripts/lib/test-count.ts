import { readFileSync, rmSync } from 'node:fs';
import * as v from 'valibot';

/** How many tests went how. Adds up over several runs. */
export type TestCount = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
};

/** The part of vitest's JSON report that is counted. */
const Report = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

/**
 * Counts one run of vitest from its JSON report and its exit code. A file that could not even be
 * loaded counts as one failure, and so does a run that failed without saying which test did.
 */
export function countTests(reportPath: string, exitCode: number): TestCount {
  const report = readReport(reportPath);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 && failed === 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export function addCounts(counts: readonly TestCount[]): TestCount {
  const sum = (pick: (count: TestCount) => number) =>
    counts.reduce((all, one) => all + pick(one), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
  };
}

/** `12 passed, 0 failed` or `12 passed, 0 failed, 1 skipped` */
export function sayCount({ passed, failed, skipped }: TestCount): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function readReport(path: string): v.InferOutput<typeof Report> | undefined {
  try {
    return v.parse(Report, JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  } finally {
    rmSync(path, { force: true });
  }
}
