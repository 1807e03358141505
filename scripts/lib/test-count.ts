import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import * as v from 'valibot';
import { root } from './run.ts';

/** How many tests went how. Adds up over several runs. */
export type TestCount = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Each failure in a line: `test/a.test.ts: who may do what > is told so: expected 1 to be 2`. */
  readonly failures: readonly string[];
};

/** The part of vitest's JSON report that is counted. */
const Report = v.object({
  numPassedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.string(),
      assertionResults: v.array(
        v.object({
          status: v.string(),
          fullName: v.string(),
          failureMessages: v.array(v.string()),
        }),
      ),
    }),
  ),
});

/**
 * Counts one run of vitest from its JSON report and its exit code. A file that could not even be
 * loaded counts as one failure, and so does a run that failed without saying which test did.
 */
export function countTests(reportPath: string, exitCode: number): TestCount {
  const report = readReport(reportPath);
  if (!report) return failedOnce('A run of vitest ended before it wrote its report.');
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${file}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    // What fails before its first test, or in a hook, is nobody's failure but the file's.
    return status === 'failed' && tests.length === 0 ? [`${file}: ${firstLine(message)}`] : tests;
  });
  if (exitCode !== 0 && failures.length === 0)
    failures.push('A run of vitest failed without saying which test did; see what it printed.');
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

/** What stands for a run of which nothing is known but that it failed. */
export function failedOnce(why: string): TestCount {
  return { passed: 0, failed: 1, skipped: 0, failures: [why] };
}

function firstLine(text = ''): string {
  return text.split('\n', 1)[0]!;
}

export function addCounts(counts: readonly TestCount[]): TestCount {
  const sum = (pick: (count: TestCount) => number) =>
    counts.reduce((all, one) => all + pick(one), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    failures: counts.flatMap(({ failures }) => failures),
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
