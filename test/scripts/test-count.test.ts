import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { addCounts, countTests, sayCount } from '../../scripts/lib/test-count.ts';

const folder = mkdtempSync(join(tmpdir(), 'heed-count-'));
const path = join(folder, 'report.json');
afterAll(() => rmSync(folder, { recursive: true }));

function report(change: object): string {
  const all = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  writeFileSync(path, JSON.stringify({ ...all, testResults: [], ...change }));
  return path;
}

describe('the count that npm test closes with', () => {
  it('takes passed, failed and skipped from the report', () => {
    const counted = countTests(
      report({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 }),
      1,
    );
    expect(counted).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countTests(report({ testResults }), 1).failed).toBe(1);
  });

  it('counts a run that failed without a failed test as a failure', () => {
    expect(countTests(report({}), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a run that left no report, or half of one, as a failure', () => {
    expect(countTests(join(folder, 'none.json'), 0).failed).toBe(1);
    writeFileSync(path, '{"numPassedTests": 3');
    expect(countTests(path, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('does not leave a report behind that the next run could mistake for its own', () => {
    countTests(report({}), 0);
    expect(existsSync(path)).toBe(false);
  });

  it('adds several runs up and says so in one line', () => {
    const all = addCounts([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 2 },
    ]);
    expect(sayCount(all)).toBe('7 passed, 1 failed, 2 skipped');
    expect(sayCount({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  });
});
