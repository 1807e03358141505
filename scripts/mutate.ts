// Changes the policy and consent code in small ways, one at a time, and says which changes no test
// notices: `npm run mutate [-- a file or glob ...]`. What has not changed since the last run is not
// run again. docs/mutation.md says which survivors stand, and why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MutationReport } from './lib/mutation-report.ts';
import { formatReport } from './lib/mutation-report.ts';
import { root, tool } from './lib/run.ts';

const folder = join(root, '.heed/mutation');
const report = join(folder, 'mutation.json');
const files = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
rmSync(report, { force: true });
const { status } = spawnSync(
  tool('stryker'),
  ['run', 'stryker.config.json', ...(files.length > 0 ? ['--mutate', files.join(',')] : [])],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
if (existsSync(report))
  console.log(formatReport(JSON.parse(readFileSync(report, 'utf8')) as MutationReport));
