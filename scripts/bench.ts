// Measures, beside the peers, in one run: `npm run bench [-- part of a name]`. Each
// test/bench/*.bench.ts is one table; those that take minutes run only when named. Figures are only comparable within one run.
import 'temporal-polyfill/global';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../test/bench/lib/table.ts';
import { formatTable } from '../test/bench/lib/table.ts';
import { root } from './lib/run.ts';

const wanted = process.argv[2] ?? '';
const folder = join(root, 'test/bench');
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts') && file.includes(wanted))
  .toSorted();
if (files.length === 0) {
  console.error(`No benchmark in test/bench has "${wanted}" in its name.`);
  process.exitCode = 1;
}
for (const file of files) {
  const { bench } = (await import(pathToFileURL(join(folder, file)).href)) as { bench: Bench };
  if (bench.long && wanted === '') {
    console.log(`${bench.name}: takes minutes; npm run bench -- ${file.split('.')[0]}\n`);
    continue;
  }
  const started = performance.now();
  const table = await bench.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${bench.name} (${seconds} s)\n\n${formatTable(table)}\n`);
}
