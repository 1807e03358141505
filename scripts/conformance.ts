// Checks Heed against sets of vectors that others made and that are no part of this repository:
// `npm run conformance [-- folder]`. One file in test/conformance is one set.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Suite } from '../test/conformance/lib/suite.ts';
import { root } from './lib/run.ts';

const given = process.argv[2];
const fixtures = given
  ? resolve(process.env['INIT_CWD'] ?? process.cwd(), given)
  : join(root, '../shared/fixtures');
const suites = join(root, 'test/conformance');
let passed = 0;
let failed = 0;

if (existsSync(fixtures)) {
  console.log(`Outside vectors in ${fixtures}\n`);
  for (const file of readdirSync(suites).filter((name) => name.endsWith('.ts')))
    await runSuite(join(suites, file));
} else {
  console.log(`Skipped: there are no outside vectors at ${fixtures}.`);
  console.log('Give their folder to run them: npm run conformance -- <folder>');
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runSuite(file: string): Promise<void> {
  const { suite } = (await import(pathToFileURL(file).href)) as { suite: Suite };
  const folder = join(fixtures, suite.folder);
  if (!existsSync(folder)) {
    console.log(`${suite.name}: skipped, there is no ${suite.folder}/ there\n`);
    return;
  }
  const outcome = await suite.run(folder);
  passed += outcome.passed;
  failed += outcome.failed.length;
  console.log(`${suite.name}: ${outcome.passed} passed, ${outcome.failed.length} failed`);
  for (const note of outcome.notes ?? []) console.log(`  ${note}`);
  for (const line of outcome.skipped ?? []) console.log(`  skipped: ${line}`);
  for (const line of outcome.failed) console.log(`  FAILED ${line}`);
  console.log('');
}
