import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState } from '../../shared/protocol/imports.ts';

export type Server = { readonly apiBase: string; readonly token: string };

export type Upload = {
  readonly server: Server;
  readonly file: string;
  /** The import, begun with `beginImport`. */
  readonly id: string;
  /** Bytes that are sent at once; more where a part does not reach the end of a row. */
  readonly partBytes?: number;
  readonly onProgress?: (state: ImportState, size: number) => void;
  /** Told of each time that the server was out of reach. */
  readonly onWait?: (seconds: number, why: string) => void;
};

const usualPart = 8 * 1024 * 1024;
/** Seconds between tries while nothing moves: five minutes in all, then somebody should look. */
const waits = [0.5, 1, 2, 4, 8, 15, 30, 60, 60, 60, 60];

/** Says what a list's columns are, and gives the import that its bytes go to. Throws an `Error` that says what is wrong. */
export async function beginImport(server: Server, request: unknown): Promise<ImportState> {
  const headers = { ...authorization(server), 'content-type': 'application/json' };
  const body = JSON.stringify(request);
  const response = await fetch(`${server.apiBase}/imports`, { method: 'POST', headers, body });
  return (await answerOf(response)) as ImportState;
}

/**
 * Sends a file to its import, from wherever that has come to, until it is over. A connection that breaks or
 * a server that restarts is waited for; what was recorded by then is not sent again. Throws an `Error` when
 * the import was refused, or the server stayed away.
 */
export async function uploadList(upload: Upload): Promise<ImportState> {
  const { server, id, onProgress, onWait } = upload;
  const file = await open(upload.file);
  try {
    const { size } = await file.stat();
    let partBytes = upload.partBytes ?? usualPart;
    let failures = 0;
    let state: ImportState | undefined;
    for (;;) {
      try {
        state ??= await stateOf(server, id);
        onProgress?.(state, size);
        if (state.state !== 'open') return state;
        const { offset } = state;
        const part = Buffer.alloc(Math.max(0, Math.min(partBytes, size - offset)));
        await file.read(part, 0, part.length, offset);
        const isLast = offset + part.length >= size;
        state = await sendPart(server, { id, offset, part, isLast });
        failures = 0;
        // Not even one row fitted into it.
        if (state.offset === offset && !isLast) partBytes *= 2;
      } catch (error) {
        if (!(error instanceof OutOfReach)) throw error;
        const seconds = error.seconds ?? waits[failures++];
        if (seconds === undefined) throw new Error(`${error.message} Giving up.`, { cause: error });
        onWait?.(seconds, error.message);
        await sleep(1000 * seconds);
        state = undefined;
      }
    }
  } finally {
    await file.close();
  }
}

/** Worth another try. */
class OutOfReach extends Error {
  /** As the server asked. */
  readonly seconds: number | undefined;
  constructor(message: string, cause?: unknown, seconds?: number) {
    super(message, { cause });
    this.seconds = seconds;
  }
}

type Part = { id: string; offset: number; part: Buffer<ArrayBuffer>; isLast: boolean };

async function sendPart(server: Server, { id, offset, part, isLast }: Part): Promise<ImportState> {
  const headers = {
    ...authorization(server),
    'content-type': 'application/partial-upload',
    'upload-offset': String(offset),
    'upload-complete': isLast ? '?1' : '?0',
  };
  const response = await reach(`${server.apiBase}/imports/${id}`, {
    method: 'PATCH',
    headers,
    body: part,
  });
  // Recorded in part by a request whose answer was lost: ask, and go on from there.
  if (response.status === 409) return stateOf(server, id);
  return (await answerOf(response)) as ImportState;
}

async function stateOf(server: Server, id: string): Promise<ImportState> {
  const headers = authorization(server);
  return (await answerOf(
    await reach(`${server.apiBase}/imports/${id}`, { headers }),
  )) as ImportState;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    throw new OutOfReach('The server cannot be reached, or the connection broke.', error);
  }
  const { status, headers } = response;
  if (status !== 429 && status < 500) return response;
  const asked = Number(headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(asked) ? asked : undefined;
  throw new OutOfReach(`The server answered ${status}.`, undefined, seconds);
}

async function answerOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { error?: { message: string } };
  if (response.ok) return body;
  throw new Error(body.error?.message ?? `The server answered ${response.status}.`);
}

function authorization({ token }: Server): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
