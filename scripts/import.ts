// Takes a list into Heed: `node scripts/import.ts list.csv --url ...`; --help tells the rest.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { beginImport, uploadList } from './lib/import-upload.ts';
import type { ImportOptions } from './lib/import-options.ts';
import { help, readImportOptions } from './lib/import-options.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) process.stdout.write(help);
else
  try {
    await run(readImportOptions(args, process.env));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }

async function run({ file, apiBase, token, id, report, request }: ImportOptions): Promise<void> {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const server = { apiBase, token };
  const begun = id ?? (await beginImport(server, request)).id;
  say(`Import ${begun}. To go on with it later: --import ${begun}`);
  const started = performance.now();
  const state = await uploadList({
    server,
    file,
    id: begun,
    onProgress: ({ offset, rows }, size) =>
      say(
        `${percent(offset, size)}  ${rows.read} rows: ${rows.taken} taken, ${rows.refused} refused`,
      ),
    onWait: (seconds, why) => say(`${why} Trying again in ${seconds} s.`),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (report) await writeReport(server, begun, report);
  const { rows, events, problem, dryRun } = state;
  say(
    `${dryRun ? 'Dry run: ' : ''}${rows.read} rows in ${seconds} s: ${rows.taken} taken (${rows.noted} with a note), ` +
      `${rows.refused} refused, ${rows.read - rows.taken - rows.refused} with nothing to record; ${events} events.`,
  );
  if (problem) throw new Error(problem.message);
  process.stdout.write(`${JSON.stringify(state)}\n`);
}

function percent(offset: number, size: number): string {
  return `${size === 0 ? 100 : Math.floor((100 * offset) / size)} %`.padStart(5);
}

async function writeReport(
  { apiBase, token }: { apiBase: string; token: string },
  id: string,
  file: string,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const { ok, status, body } = await fetch(`${apiBase}/imports/${id}/report`, { headers });
  if (!ok || !body) throw new Error(`The report could not be had: the server answered ${status}.`);
  await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(file));
}
