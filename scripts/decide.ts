// Answers `decide()` for lines of JSON: `npm run -s decide -- --jsonl < table.jsonl`. See docs/decide.md.
import 'temporal-polyfill/global';
import { once } from 'node:events';
import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { languages, wordsFor } from '../shared/policy/words/index.ts';
import { lineDecider } from '../shared/protocol/line-decider.ts';
import { help, parseLine, toJson, toTable } from './lib/decide-lines.ts';

// A reader that has had enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      jsonl: { type: 'boolean' },
      table: { type: 'boolean' },
      language: { type: 'string', default: 'en' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const [language = ''] = values.language.split('-');
  if (!languages.includes(language))
    throw new Error(
      `There are no words in "${language}"; --language takes ${languages.join(', ')}.`,
    );
  const words = wordsFor(language);
  const write = values.table ? toTable(words) : toJson(words);
  // Node takes a folder for an empty input.
  if (fstatSync(0).isDirectory()) throw new Error('The input is a folder; give a file of lines.');
  if (process.stdin.isTTY) process.stderr.write('Reading lines of JSON; end with Ctrl-D.\n');
  // readline does not pass an unreadable input on; without this it would look like an empty one.
  let unreadable: Error | undefined;
  process.stdin.once('error', (error) => (unreadable = error));
  const decide = lineDecider();
  let number = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    const line = parseLine(text, number === 1);
    if (line === undefined) continue;
    const answer = line.ok ? decide(line.value) : { id: null, problems: [line.problem] };
    // Waiting for a slow reader keeps a table of any length out of memory.
    if (!process.stdout.write(write(answer, number))) await once(process.stdout, 'drain');
  }
  if (unreadable) throw new Error(`The input could not be read: ${unreadable.message}`);
}
