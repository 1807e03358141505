import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { Development, SetupLink } from '../../shared/protocol/access.ts';
import type { WorkerState } from './worker-state.ts';
import { writeSecret } from './worker-state.ts';

type Worker = { readonly apiBase: string; readonly state: WorkerState };

/**
 * An administrator's key to the development organisation, by which the practice inbox and tests work
 * without a person: the kept one, or a new one where the database does not know it.
 */
export async function developmentKey({ apiBase, state }: Worker): Promise<string> {
  const { tokenFile } = state;
  const kept = existsSync(tokenFile) ? readFileSync(tokenFile, 'utf8').trim() : '';
  if (kept && (await isKnown(apiBase, kept))) return kept;
  const { token } = await ask({ apiBase, state }, '/setup/development', Development);
  writeSecret(tokenFile, `${token}\n`);
  return token;
}

async function isKnown(apiBase: string, token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${apiBase}/devices/current`, { headers })).ok;
}

/**
 * A one-time link by which the first administrator comes in; `undefined` when somebody has. At `localhost`,
 * since browsers make no passkeys for an address of digits.
 */
export async function firstAdministratorLink(worker: Worker): Promise<string | undefined> {
  const made = await ask(worker, '/setup/link', SetupLink).catch((error: unknown) => {
    if (error instanceof Error && error.message.includes('setup.done')) return undefined;
    throw error;
  });
  if (!made) return undefined;
  const url = new URL(made.url);
  url.hostname = 'localhost';
  return url.href;
}

async function ask<Schema extends v.GenericSchema>(
  { apiBase, state }: Worker,
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const response = await fetch(`${apiBase}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${state.setupSecret}`,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The worker could not be set up: POST ${path}: ${text}`);
  return v.parse(schema, JSON.parse(text));
}
