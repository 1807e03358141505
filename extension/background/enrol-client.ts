import * as v from 'valibot';
import {
  ConnectedAs,
  deviceClient,
  DeviceCodes,
  DeviceToken,
  OauthProblem,
} from '../../shared/protocol/access.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

/** Asks to be connected: a code for this browser, and one for a person to approve. */
export function requestCodes(
  apiBase: string,
  name: string,
): Promise<Result<v.InferOutput<typeof DeviceCodes>>> {
  const { client_id } = deviceClient;
  return ask(apiBase, '/oauth/device_authorization', { client_id, device_name: name }, DeviceCodes);
}

/** The credential, once somebody has approved it. Until then a problem in the words of RFC 8628 3.5. */
export async function requestToken(apiBase: string, code: string): Promise<Result<string>> {
  const body = { ...deviceClient, device_code: code };
  const answer = await ask(apiBase, '/oauth/token', body, DeviceToken);
  return answer.ok ? ok(answer.value.access_token) : answer;
}

async function ask<Schema extends v.GenericSchema>(
  apiBase: string,
  path: string,
  form: Record<string, string>,
  schema: Schema,
): Promise<Result<v.InferOutput<Schema>>> {
  try {
    const response = await fetch(new URL(path, apiBase), {
      method: 'POST',
      body: new URLSearchParams(form),
      credentials: 'omit',
      signal: AbortSignal.timeout(15_000),
    });
    const body: unknown = await response.json();
    const read = v.safeParse(schema, body);
    if (response.ok && read.success) return ok(read.output);
    const problem = v.safeParse(OauthProblem, body);
    if (problem.success) return fail(problem.output.error, problem.output.error_description);
    return fail('worker.unexpected', 'This server does not answer as a Heed server does.');
  } catch {
    return fail(
      'worker.unreachable',
      'The server did not answer. Check the address, and that the server is running.',
    );
  }
}

type Settings = { readonly apiBase: string; readonly token: string };

/** In whose name this browser is connected; `undefined` when the server does not say. */
export async function whoAmI(settings: Settings): Promise<ConnectedAs | undefined> {
  const response = await current(settings, 'GET');
  const read = v.safeParse(ConnectedAs, await response?.json());
  return read.success ? read.output : undefined;
}

/** Has the server forget this browser. When it cannot be reached, a member can do so on their account's page. */
export async function giveUp(settings: Settings): Promise<void> {
  await current(settings, 'DELETE');
}

function current({ apiBase, token }: Settings, method: string): Promise<Response | undefined> {
  return fetch(`${apiBase}/devices/current`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    credentials: 'omit',
    signal: AbortSignal.timeout(15_000),
  }).catch(() => undefined);
}
