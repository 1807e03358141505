import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib/run.ts';
import { addCounts, countTests, sayCount } from '../../scripts/lib/test-count.ts';

const folder = mkdtempSync(join(tmpdir(), 'heed-count-'));
const path = join(folder, 'report.json');
afterAll(() => rmSync(folder, { recursive: true }));

function report(change: object): string {
  const all = { numPassedTests: 3, numPendingTests: 0, numTodoTests: 0 };
  writeFileSync(path, JSON.stringify({ ...all, testResults: [], ...change }));
  return path;
}

/** As vitest writes one down, with a test for each status. */
function file(statuses: readonly string[]): object {
  return {
    name: join(root, 'test/a.test.ts'),
    status: 'failed',
    message: 'Cannot find b.ts\nas imported by a.test.ts',
    assertionResults: statuses.map((status, at) => ({
      status,
      fullName: `who ${at} does what`,
      failureMessages: status === 'failed' ? ['expected 1 to be 2\n    at a.test.ts'] : [],
    })),
  };
}

describe('the count that npm test closes with', () => {
  it('takes passed, failed and skipped from the report', () => {
    const counted = countTests(
      report({ numPendingTests: 1, numTodoTests: 1, testResults: [file(['passed', 'failed'])] }),
      1,
    );
    expect(counted).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
  });

  it('says of each failure in a line which test it is and what it said', () => {
    const { failures } = countTests(report({ testResults: [file(['failed', 'failed'])] }), 1);
    expect(failures).toEqual([
      'test/a.test.ts: who 0 does what: expected 1 to be 2',
      'test/a.test.ts: who 1 does what: expected 1 to be 2',
    ]);
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests(report({ testResults: [file([])] }), 1)).toMatchObject({
      failed: 1,
      failures: ['test/a.test.ts: Cannot find b.ts'],
    });
  });

  it('counts a file whose tests were not begun, since what they stand on failed', () => {
    const testResults = [file(['failed']), file(['skipped', 'skipped'])];
    expect(countTests(report({ testResults }), 1).failed).toBe(2);
  });

  it('counts a run that failed without a failed test as a failure', () => {
    expect(countTests(report({}), 1)).toMatchObject({ passed: 3, failed: 1, skipped: 0 });
  });

  it('counts a run that left no report, or half of one, as a failure', () => {
    expect(countTests(join(folder, 'none.json'), 0).failed).toBe(1);
    writeFileSync(path, '{"numPassedTests": 3');
    expect(countTests(path, 0)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  });

  it('does not leave a report behind that the next run could mistake for its own', () => {
    countTests(report({}), 0);
    expect(existsSync(path)).toBe(false);
  });

  it('adds several runs up and says so in one line', () => {
    const all = addCounts([
      { passed: 3, failed: 0, skipped: 0, failures: [] },
      { passed: 4, failed: 1, skipped: 2, failures: ['one'] },
    ]);
    expect(sayCount(all)).toBe('7 passed, 1 failed, 2 skipped');
    expect(all.failures).toEqual(['one']);
    expect(sayCount({ ...all, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  });
});
