import * as v from 'valibot';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { GuardReportRequest } from '../../shared/protocol/guard-report.ts';
import { ErrorBody, SnapshotBase, SyncResponse } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Worker } from './exchange.ts';
import type { Answer, Seen } from './fetch-copy.ts';

type Settings = { readonly apiBase: string; readonly token: string };

const timeout = 15_000;

/** The worker at an address, for somebody with a token. */
export function workerAt(settings: Settings): Worker {
  return {
    post: (event) => postEvents(settings, [event]),
    fetchSince: (seen) => fetchSync(settings, seen),
    fetchBase: (id) =>
      call(settings, `/sync/base/${id}`, (response) => readJson(response, SnapshotBase)),
    fetchPart: (id, part) => call(settings, `/sync/base/${id}/${part}`, unpack),
  };
}

/** What is new since a version, or everything. */
async function fetchSync(
  settings: Settings,
  seen: Seen | undefined,
): Promise<Result<Answer | 'nothing new'>> {
  const query = seen ? `?since=${seen.version}&epoch=${seen.epoch}` : '';
  const headers: Record<string, string> = seen?.etag ? { 'if-none-match': seen.etag } : {};
  const read = async (response: Response): Promise<Result<Answer | 'nothing new'>> => {
    if (response.status === 304) return ok('nothing new');
    const body = await readJson(response, SyncResponse);
    const etag = response.headers.get('etag') ?? undefined;
    return body.ok ? ok({ body: body.value, etag }) : body;
  };
  return call(settings, `/sync${query}`, read, { headers });
}

async function postEvents(
  settings: Settings,
  events: readonly EventInput[],
): Promise<Result<unknown>> {
  return post(settings, '/events', { events });
}

/** That a page could not be protected. */
export function postReport(
  settings: Settings,
  report: GuardReportRequest,
): Promise<Result<unknown>> {
  return post(settings, '/guard-reports', report);
}

function post(settings: Settings, path: string, body: object): Promise<Result<unknown>> {
  return call(settings, path, async (response) => ok(await response.json()), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function readJson<Schema extends v.GenericSchema>(
  response: Response,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>>> {
  const body = v.safeParse(schema, await response.json());
  return body.success
    ? ok(body.output)
    : fail('worker.unexpected', 'The server answered in a form that this version cannot read.');
}

async function unpack(response: Response): Promise<Result<ArrayBuffer>> {
  const plain = response.body!.pipeThrough(new DecompressionStream('gzip'));
  return ok(await new Response(plain).arrayBuffer());
}

async function call<T>(
  { apiBase, token }: Settings,
  path: string,
  read: (response: Response) => Promise<Result<T>>,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Result<T>> {
  try {
    const response = await fetch(`${apiBase}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(timeout),
    });
    if (response.ok || response.status === 304) return await read(response);
    const problem = v.safeParse(ErrorBody, await response.json());
    return problem.success
      ? fail(problem.output.error.code, problem.output.error.message)
      : fail('worker.status', `The server answered with status ${response.status}.`);
  } catch {
    return fail(
      'worker.unreachable',
      'The server did not answer. Check the address, and that the server is running.',
    );
  }
}
