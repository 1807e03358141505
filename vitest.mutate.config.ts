import { readFileSync } from 'node:fs';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** Quick examples before slow properties: the first test that notices a change ends its run. */
class ExamplesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slow = ({ moduleId }: TestSpecification): number =>
      Number(readFileSync(moduleId, 'utf8').includes("from 'fast-check'"));
    return files.toSorted((a, b) => slow(a) - slow(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/** What `npm run mutate` runs against each change: the tests of what it changes, and nothing else. */
export default defineConfig({
  plugins: [
    {
      // Thousands of changes each run them anew, and the first examples find what any find.
      name: 'few-examples',
      enforce: 'pre',
      transform: (code, id) =>
        id.endsWith('.test.ts') ? code.replaceAll(/numRuns: \d{3,}/g, 'numRuns: 200') : undefined,
    },
  ],
  test: {
    setupFiles: ['test/shared/setup.ts', 'test/shared/setup-mutate.ts'],
    environment: 'node',
    isolate: false,
    testTimeout: 60_000,
    sequence: { sequencer: ExamplesFirst },
    include: ['test/shared/policy/**/*.test.ts', 'test/shared/consent/**/*.test.ts'],
  },
});
