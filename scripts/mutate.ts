// Changes the policy and consent code in small ways, one at a time, and says which changes no test
// notices: `npm run mutate [-- a file or glob ...]`. It goes part by part, so that one that is ended
// loses one part; what has not changed since the last run is not run again. docs/mutation.md says
// which survivors stand, and why.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MutationReport } from './lib/mutation-report.ts';
import { formatReport, scoreOf } from './lib/mutation-report.ts';
import { root, tool } from './lib/run.ts';

/** Per cent: with less, changes of the core would pass unseen too easily. */
const least = 85;

/** Stryker cannot read `export ... with { type: 'json' }`. */
const unreadable = '!shared/policy/*/files.ts';
const atOnce = 5;

const folder = join(root, '.heed/mutation');
/** All results so far: Stryker keeps those of files that a run leaves alone. */
const results = join(folder, 'incremental.json');

const asked = process.argv.slice(2);
const parts = asked.length > 0 ? [asked] : defaultParts();
mkdirSync(folder, { recursive: true });
for (const part of parts) {
  const args = ['run', 'stryker.config.json', '--mutate', [...part, unreadable].join(',')];
  const { status } = spawnSync(tool('stryker'), args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
if (existsSync(results)) {
  const report = JSON.parse(readFileSync(results, 'utf8')) as MutationReport;
  console.log(formatReport(report));
  if (scoreOf(report) < least) process.exitCode = 1;
}

/** Each folder, and a few files at a time of the largest. */
function defaultParts(): string[][] {
  const inner = globSync('shared/{policy,consent}/*/', { cwd: root });
  const decides = globSync('shared/policy/*.ts', { cwd: root });
  const few = Array.from({ length: Math.ceil(decides.length / atOnce) }, (_, part) =>
    decides.slice(part * atOnce, (part + 1) * atOnce),
  );
  return [['shared/consent/*.ts'], ...inner.map((path) => [`${path}/**/*.ts`]), ...few];
}
