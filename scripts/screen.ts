// Screens lines of JSON: `npm run -s screen -- --jsonl < messages.jsonl`. See docs/screening.md.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { screenLine } from './lib/screen-line.ts';

const help = `Finds what messages say about their readers that they had better not.

  npm run -s screen -- --jsonl < messages.jsonl > findings.jsonl

A line:     { "id": 1, "lang": "en", "channel": "email", "subject": "...", "body": "...", "firstContact": true }
            lang, channel, subject and firstContact may be left out
Its answer: { "id": 1, "lang": "en", "findings": [ { "category": ..., "span": ..., "why": ... } ] }
A bad line: { "id": 1, "error": { "code": ..., "message": ... } }, and the run goes on.

docs/screening.md tells every field.
`;

// A reader that has had enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  const { values } = parseArgs({
    options: { jsonl: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help) process.stdout.write(help);
  else await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write('Reading lines of JSON; end with Ctrl-D.\n');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    // Waiting for a slow reader keeps a file of any length out of memory.
    if (!process.stdout.write(`${JSON.stringify(screenLine(line))}\n`))
      await once(process.stdout, 'drain');
  }
}
