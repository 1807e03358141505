import * as v from 'valibot';
import type { EventInput } from '../../shared/protocol/api.ts';
import { ErrorBody, SyncResponse } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

type Settings = { readonly apiBase: string; readonly token: string };

const timeout = 15_000;

/** What is new since a version. */
export async function fetchSync(settings: Settings, since: number): Promise<Result<SyncResponse>> {
  const answer = await call(settings, `/sync?since=${since}`);
  if (!answer.ok) return answer;
  const body = v.safeParse(SyncResponse, answer.value);
  return body.success
    ? ok(body.output)
    : fail('worker.unexpected', 'The server answered in a form that this version cannot read.');
}

export async function postEvents(
  settings: Settings,
  events: readonly EventInput[],
): Promise<Result<unknown>> {
  return call(settings, '/events', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
  });
}

async function call(
  { apiBase, token }: Settings,
  path: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Result<unknown>> {
  try {
    const response = await fetch(`${apiBase}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      credentials: 'omit',
      signal: AbortSignal.timeout(timeout),
    });
    const body: unknown = await response.json();
    if (response.ok) return ok(body);
    const problem = v.safeParse(ErrorBody, body);
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
