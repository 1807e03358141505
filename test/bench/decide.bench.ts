import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Engine, Input } from './decide-small-policy.ts';
import { byHand, flatOf, ours as heed, randomInputs } from './decide-small-policy.ts';
import { peers } from './decide-peers.ts';
import type { Work } from './lib/measure.ts';
import { measureShort } from './lib/measure.ts';
import type { Bench, Table } from './lib/table.ts';

/** One small policy, the same random questions to every engine. */
export const bench: Bench = { name: 'Decide: one small policy, beside the peers', run };

/** As many as one organisation checks at once; few enough to stay in the processor's cache. */
const most = 1024;
/** How many questions a round asks of an engine that takes long over each. */
const questions: Readonly<Record<string, number>> = {
  casbin: 128,
  'json-rules-engine': 64,
  '@cedar-policy/cedar-wasm': 64,
};
const rounds = 101;

async function run(): Promise<Table> {
  const inputs = randomInputs(most);
  const engines: Record<string, Engine> = { Heed: heed, 'written by hand': byHand };
  for (const [name, make] of Object.entries(peers)) engines[name] = await make();
  for (const [name, engine] of Object.entries(engines)) {
    await check(name, engine, inputs);
    await check(name, readingMarks(engine), inputs);
  }
  const works = Object.fromEntries(
    Object.entries(engines).flatMap(([name, engine]) => [
      [name, workOf(name, engine, inputs)],
      [fromMarks(name), workOf(name, engine === heed ? engine : readingMarks(engine), inputs)],
    ]),
  );
  const times = await measureShort(works, rounds);
  const allowed = new Set(['Heed', 'written by hand', ...peersWithoutEval()]);
  const ours = times['Heed']!.middle;
  return {
    columns: [
      'engine',
      'ns a decision',
      'least',
      'times ours',
      'from the marks',
      'least',
      'times ours',
      'reasons',
      "script-src 'self'",
    ],
    rows: Object.entries(engines)
      .sort(([a], [b]) => times[a]!.middle - times[b]!.middle)
      .map(([name, { reasons }]) => [
        name,
        times[name]!.middle * 1000,
        times[name]!.least * 1000,
        times[name]!.middle / ours,
        times[fromMarks(name)]!.middle * 1000,
        times[fromMarks(name)]!.least * 1000,
        times[fromMarks(name)]!.middle / times[fromMarks('Heed')]!.middle,
        reasons,
        name.endsWith('-wasm') ? 'wasm-unsafe-eval' : allowed.has(name) ? 'yes' : 'no',
      ]),
    notes: [
      `${most} random questions, answers checked to be equal beforehand; middle and least of ${rounds} rounds in turn.`,
      'Heed reads the contact’s marks and the ask. The others are first given what follows from them, flat; then, "from the marks", that is worked out for them by hand, as whoever uses them has to.',
      'The last column was tried: may it run where code from strings is forbidden, as in an extension?',
    ],
  };
}

const fromMarks = (name: string): string => `${name}, from the marks`;

function readingMarks(engine: Engine): Engine {
  return { ...engine, allows: (input) => engine.allows({ ...input, flat: flatOf(input) }) };
}

async function check(name: string, { allows }: Engine, inputs: readonly Input[]): Promise<void> {
  for (const input of inputs) {
    const expected = await byHand.allows(input);
    if ((await allows(input)) !== expected)
      throw new Error(`${name} should say ${expected} to ${JSON.stringify(input.flat)}.`);
  }
}

function workOf(name: string, { allows }: Engine, inputs: readonly Input[]): Work {
  const asked = inputs.slice(0, questions[name.replace(fromMarks(''), '')] ?? most);
  if (allows(asked[0]!) instanceof Promise)
    return {
      count: asked.length,
      async run() {
        for (const input of asked) await allows(input);
      },
    };
  return {
    count: asked.length,
    run() {
      let allowed = 0;
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
