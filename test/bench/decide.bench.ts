import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Engine, Input } from './decide-small-policy.ts';
import { byHand, ours, randomInputs } from './decide-small-policy.ts';
import { peers } from './decide-peers.ts';
import type { Work } from './lib/measure.ts';
import { measureBusy } from './lib/measure.ts';
import type { Bench, Table } from './lib/table.ts';

/** One small policy, the same random questions to every engine. */
export const bench: Bench = { name: 'Decide: one small policy, beside the peers', run };

/** How many questions a round asks, so that the slowest do not take minutes. */
const questions: Readonly<Record<string, number>> = {
  'json-rules-engine': 1024,
  '@cedar-policy/cedar-wasm': 1024,
};
const most = 4096;
/** The fast ones are asked the same often enough to be seen by the clock. */
const turns = 16;

async function run(): Promise<Table> {
  const inputs = randomInputs(most);
  const engines: Record<string, Engine> = { Heed: ours, 'written by hand': byHand };
  for (const [name, make] of Object.entries(peers)) engines[name] = await make();
  for (const [name, engine] of Object.entries(engines)) await check(name, engine, inputs);
  const works = Object.fromEntries(
    Object.entries(engines).map(([name, engine]) => [name, workOf(name, engine, inputs)]),
  );
  const times = await measureBusy(works);
  const allowed = new Set(['Heed', 'written by hand', ...peersWithoutEval()]);
  return {
    columns: ['engine', 'ns a decision', 'times ours', 'reasons', "script-src 'self'"],
    rows: Object.entries(engines)
      .sort(([a], [b]) => times[a]! - times[b]!)
      .map(([name, { reasons }]) => [
        name,
        times[name]! * 1000,
        times[name]! / times['Heed']!,
        reasons,
        name.endsWith('-wasm') ? 'wasm-unsafe-eval' : allowed.has(name) ? 'yes' : 'no',
      ]),
    notes: [
      `${most} random questions, answers checked to be equal beforehand; middle of 7 rounds in turn.`,
      'Heed reads the contact’s marks and the ask; the others are given what follows from them, flat.',
      'The last column was tried: may it run where code from strings is forbidden, as in an extension?',
    ],
  };
}

async function check(name: string, { allows }: Engine, inputs: readonly Input[]): Promise<void> {
  for (const input of inputs) {
    const expected = await byHand.allows(input);
    if ((await allows(input)) !== expected)
      throw new Error(`${name} should say ${expected} to ${JSON.stringify(input.flat)}.`);
  }
}

function workOf(name: string, { allows }: Engine, inputs: readonly Input[]): Work {
  const asked = inputs.slice(0, questions[name] ?? most);
  const fast = questions[name] === undefined && name !== 'casbin';
  const times = fast ? turns : 1;
  const count = asked.length * times;
  if (allows(asked[0]!) instanceof Promise)
    return {
      count,
      async run() {
        for (const input of asked) await allows(input);
      },
    };
  return {
    count,
    run() {
      let allowed = 0;
      for (let turn = 0; turn < times; turn++)
        for (const input of asked) if (allows(input)) allowed++;
      return allowed;
    },
  };
}

function peersWithoutEval(): string[] {
  const script = fileURLToPath(new URL('decide-csp.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--disable-warning=ExperimentalWarning', script],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}
