import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { parseCheckpoint } from '../../shared/ledger/checkpoint.ts';
import { readEntry } from '../../shared/ledger/entry.ts';
import { logVerifier } from '../../shared/ledger/log.ts';
import { treeHasher } from '../../shared/ledger/merkle/hasher.ts';
import { parseNote } from '../../shared/ledger/note.ts';
import type { Result } from '../../shared/result.ts';
import type { Server } from './import-upload.ts';

/** Entries that are asked for at once. */
const pageEntries = 100_000;
const hasher = treeHasher((bytes) => createHash('sha256').update(bytes).digest());

/**
 * Reads an organisation's whole log and makes its root anew from every entry. Gives the number of entries;
 * throws an `Error` where the newest checkpoint says otherwise.
 */
export async function checkWholeLog(
  server: Server,
  onEntry: (entry: { readonly id: string; readonly type: string }) => void,
): Promise<number> {
  const note = await (await get(server, '/log/checkpoint')).text();
  const checkpoint = must(parseCheckpoint(must(parseNote(note)).text));
  const verifier = logVerifier([checkpoint], hasher);
  for (let from = 0; from < checkpoint.size; from += pageEntries) {
    const { body } = await get(server, `/log/entries?from=${from}&limit=${pageEntries}`);
    const lines = createInterface({ input: Readable.fromWeb(body as ReadableStream) });
    for await (const line of lines) {
      must(verifier.add(must(readEntry(line))));
      onEntry(JSON.parse(line) as { id: string; type: string });
    }
  }
  return must(verifier.end());
}

async function get({ apiBase, token }: Server, path: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${apiBase}${path}`, { headers });
  if (response.ok) return response;
  throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
}

function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
