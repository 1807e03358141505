import { hc } from 'hono/client';
import * as v from 'valibot';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { GuardReportRequest } from '../../shared/protocol/guard-report.ts';
import type { Dismissal } from '../../shared/protocol/screening.ts';
import { ErrorBody, SnapshotBase, SyncResponse } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Worker } from './exchange.ts';
import type { Api } from '../../worker/app.ts';
import type { Answer, Seen } from './fetch-copy.ts';

type Settings = { readonly apiBase: string; readonly token: string };

const timeout = 15_000;

/** The worker at an address, for somebody with a token. */
export function workerAt(settings: Settings): Worker {
  const { base } = apiOf(settings).sync;
  return {
    post: (event) => postEvents(settings, [event]),
    fetchSince: (seen) => fetchSync(settings, seen),
    fetchBase: (id) =>
      answerOf(base[':id'].$get({ param: { id } }), (response) => readJson(response, SnapshotBase)),
    fetchPart: (id, part) =>
      answerOf(base[':id'][':part'].$get({ param: { id, part: String(part) } }), unpack),
  };
}

/** What is new since a version, or everything. */
async function fetchSync(
  settings: Settings,
  seen: Seen | undefined,
): Promise<Result<Answer | 'nothing new'>> {
  const query = seen ? { since: String(seen.version), epoch: seen.epoch } : {};
  const headers: Record<string, string> = seen?.etag ? { 'if-none-match': seen.etag } : {};
  const asked = apiOf(settings, headers).sync.$get({ query });
  return answerOf<Answer | 'nothing new'>(asked, async (response) => {
    if (response.status === 304) return ok('nothing new');
    const body = await readJson(response, SyncResponse);
    const etag = response.headers.get('etag') ?? undefined;
    return body.ok ? ok({ body: body.value, etag }) : body;
  });
}

async function postEvents(settings: Settings, events: EventInput[]): Promise<Result<unknown>> {
  return answerOf(apiOf(settings).events.$post({ json: { events } }), takeJson);
}

/** That a page could not be protected. */
export function postReport(
  settings: Settings,
  report: GuardReportRequest,
): Promise<Result<unknown>> {
  return answerOf(apiOf(settings)['guard-reports'].$post({ json: report }), takeJson);
}

/** How often findings were dismissed, by rule. */
export function postDismissals(
  settings: Settings,
  dismissals: Dismissal[],
): Promise<Result<unknown>> {
  return answerOf(apiOf(settings).screening.dismissals.$post({ json: { dismissals } }), takeJson);
}

/** The API's resources, with paths and bodies typed from the worker's own routes. What it answers is read anew here. */
function apiOf({ apiBase, token }: Settings, headers: Record<string, string> = {}) {
  const client = hc<Api>(apiBase.replace(/\/api\/v1$/, ''), {
    headers: { ...headers, authorization: `Bearer ${token}` },
    init: { credentials: 'omit', signal: AbortSignal.timeout(timeout) },
  });
  return client.api.v1;
}

const takeJson = async (response: Response): Promise<Result<unknown>> => ok(await response.json());

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

async function answerOf<T>(
  asked: Promise<Response>,
  read: (response: Response) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const response = await asked;
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
