import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migratedDatabase } from '../test/support/fresh-worker.ts';
import { buildForPractice } from './lib/extension-build.ts';
import { root, tool } from './lib/run.ts';
import { addCounts, countTests, failedOnce, sayCount } from './lib/test-count.ts';
import type { TestCount } from './lib/test-count.ts';

// Side by side, since browsers mostly wait; each half of what runs in browsers goes through its files one by one.
const groups = [['shared', 'extension', 'worker'], ['e2e'], ['e2e-beside', 'process']];
const inBrowsers = ['e2e', 'e2e-beside'];

const { values, tokens } = parseArgs({
  options: { project: { type: 'string', multiple: true } },
  strict: false,
  tokens: true,
});
const wanted = values.project?.map(String) ?? groups.flat();
const rest = argumentsWithoutProject();
const asked = groups
  .map((group) => group.filter((project) => wanted.includes(project)))
  .filter((projects) => projects.length > 0);
mkdirSync(join(root, '.heed'), { recursive: true });
const needsBrowser = asked.flat().some((name) => inBrowsers.includes(name));
const prepared = needsBrowser ? prepareForBrowsers() : Promise.resolve(undefined);
const counts = await Promise.all(
  asked.map((projects, index) => {
    // Two at once in one terminal could not be read: what the second says is shown when it is done.
    const output = index === 0 ? undefined : join(root, `.heed/tests-${projects.join('-')}.log`);
    return projects.some((name) => inBrowsers.includes(name))
      ? runInBrowser(projects, output)
      : runVitest(projects, output);
  }),
);
for (const project of wanted.filter((name) => !groups.flat().includes(name))) {
  counts.push(
    failedOnce(`There is no project "${project}"; there are ${groups.flat().join(', ')}.`),
  );
}

const total = addCounts(counts);
if (total.passed + total.failed === 0) console.error('No test ran, so nothing is known to work.');
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
for (const failure of total.failures) console.log(`failed: ${failure}`);
// For whoever runs more than the tests, and shows at the end what to look at.
writeFileSync(
  join(root, '.heed/tests-failed.txt'),
  total.failures.map((one) => `${one}\n`).join(''),
);
console.log(`\n${sayCount(total)}`);

async function runInBrowser(
  projects: readonly string[],
  output: string | undefined,
): Promise<TestCount> {
  const problem = await prepared;
  if (problem === undefined) return runVitest(projects, output);
  return failedOnce(String(problem));
}

/** Builds what the browsers load, and the database that each of their workers starts on. Gives what went wrong. */
async function prepareForBrowsers(): Promise<unknown> {
  try {
    for (const browser of ['chromium', 'firefox'] as const) {
      console.log(`Building the extension for ${browser}...`);
      await buildForPractice(browser);
    }
    // Once, before two groups of tests would both make it.
    await migratedDatabase();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

async function runVitest(
  projects: readonly string[],
  output: string | undefined,
): Promise<TestCount> {
  const report = join(root, `.heed/tests-${projects.join('-')}.json`);
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
  const to = output === undefined ? 'inherit' : openSync(output, 'w');
  const vitest = spawn(tool('vitest'), args, { cwd: root, stdio: ['inherit', to, to] });
  const [code] = (await once(vitest, 'close')) as [number | null];
  if (typeof to === 'number') closeSync(to);
  if (output !== undefined) process.stdout.write(readFileSync(output));
  return countTests(report, code ?? 1);
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
