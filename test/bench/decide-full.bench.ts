import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jurisdictions } from '../../shared/policy/jurisdictions/index.ts';
import { presets } from '../../shared/policy/presets/index.ts';
import type { Alone } from './decide-full-alone.ts';
import { markCounts, verdicts } from './decide-full-alone.ts';
import { contacts } from './decide-full-cases.ts';
import type { Bench, Table } from './lib/table.ts';

/** Every rule and every jurisdiction, under each preset. */
export const bench: Bench = { name: 'Decide: the whole rule set', run };

async function run(): Promise<Table> {
  const alone = new Map(presets.map(({ id }) => [id, measureInItsOwnProcess(id)]));
  const cold = alone.get('global-strict')!['cold']!;
  return {
    columns: [
      'ns a decision, all reasons',
      ...markCounts.flatMap((marks) => [`${marks} on record`, 'least']),
    ],
    rows: verdicts.flatMap((verdict) =>
      [...alone].map(([id, times]) => [
        `${id}, ${verdict}`,
        ...markCounts.flatMap((marks) => {
          const { middle, least } = times[`${verdict} ${marks}`]!;
          return [middle * 1000, least * 1000];
        }),
      ]),
    ),
    notes: [
      `${contacts} contacts in ${jurisdictions.length} jurisdictions, of all classes; facts read from JSON; message facts given. Each policy in a process of its own.`,
      'allow: a confirmed consent; block: an objection beside it. Further marks: messages sent, notices, purchases.',
      `The first decision under a policy never seen before: ${Math.round(cold.middle * 1000)} ns.`,
    ],
  };
}

function measureInItsOwnProcess(id: string): Alone {
  const script = fileURLToPath(new URL('decide-full-alone.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script, id], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Alone;
}
