import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildForPractice } from './lib/extension-build.ts';
import { root, tool } from './lib/run.ts';
import { addCounts, countTests, sayCount } from './lib/test-count.ts';
import type { TestCount } from './lib/test-count.ts';

// The browsers come last and alone: with two cores they would only wait for the others.
const groups = [['shared', 'extension', 'worker'], ['e2e']];

const { values, tokens } = parseArgs({
  options: { project: { type: 'string', multiple: true } },
  strict: false,
  tokens: true,
});
const wanted = values.project?.map(String) ?? groups.flat();
const rest = argumentsWithoutProject();
const counts: TestCount[] = [];

for (const group of groups) {
  const projects = group.filter((project) => wanted.includes(project));
  if (projects.length === 0) continue;
  counts.push(projects.includes('e2e') ? await runInBrowsers() : runVitest(projects));
}
for (const project of wanted.filter((name) => !groups.flat().includes(name))) {
  console.error(`There is no project "${project}"; there are ${groups.flat().join(', ')}.`);
  counts.push({ passed: 0, failed: 1, skipped: 0 });
}

const total = addCounts(counts);
if (total.passed + total.failed === 0) console.error('No test ran, so nothing is known to work.');
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(`\n${sayCount(total)}`);

async function runInBrowsers(): Promise<TestCount> {
  try {
    for (const browser of ['chromium', 'firefox'] as const) {
      console.log(`Building the extension for ${browser}...`);
      await buildForPractice(browser);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return runVitest(['e2e']);
}

function runVitest(projects: readonly string[]): TestCount {
  const folder = join(root, '.heed');
  const report = join(folder, `tests-${projects.join('-')}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(report, { force: true });
  const args = [
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    // A filter may leave nothing in one group and much in the other.
    ...(rest.length > 0 ? ['--passWithNoTests', ...rest] : []),
  ];
  const { status } = spawnSync(tool('vitest'), args, { cwd: root, stdio: 'inherit' });
  return countTests(report, status ?? 1);
}

/** What is meant for vitest itself: a file to run, `-t "a name"`. */
function argumentsWithoutProject(): string[] {
  const ours = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name !== 'project') continue;
    ours.add(token.index);
    if (token.value !== undefined && !token.inlineValue) ours.add(token.index + 1);
  }
  return process.argv.slice(2).filter((_, index) => !ours.has(index));
}
