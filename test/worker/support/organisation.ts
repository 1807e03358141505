import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import type { Verdict } from '../../../shared/policy/decision.ts';
import type { Role } from '../../../shared/policy/policy.ts';
import { roles } from '../../../shared/policy/policy.ts';
import type { ErrorBody, SyncResponse } from '../../../shared/protocol/api.ts';
import type { CheckedRecipient } from '../../../shared/protocol/reason.ts';
import { app } from '../../../worker/app.ts';
import { fromHex, randomHex, sha256Hex } from '../../../worker/bytes.ts';
import type { Bindings } from '../../../worker/env.ts';
import type { Recorded } from '../../../worker/store/events.ts';

/** Sends requests to the API as somebody. Paths are below /api/v1. */
export type Caller = {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>;
};

/** What the routes answer, all in one: a test knows which of it to expect. */
type Body = v.InferOutput<typeof ErrorBody> &
  SyncResponse &
  Recorded & {
    readonly verdict: Verdict;
    readonly decisions: readonly CheckedRecipient[];
    readonly status: string;
    readonly database: string;
    readonly masterKey: string;
  };

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };

export type Organisation = { readonly id: string; readonly as: (role: Role) => Caller };

/** A new organisation with one member of each role. */
export async function newOrganisation(bindings: Bindings = env): Promise<Organisation> {
  const id = `org_${randomHex(6)}`;
  const tokens = new Map(roles.map((role) => [role, makeToken()]));
  const inserts = [...tokens].map(([role, token]) => tokenInsert(id, token, { role }));
  await env.DB.batch([
    env.DB.prepare('INSERT INTO organisations VALUES (?, ?, ?)').bind(id, 'Test', 0),
    ...(await Promise.all(inserts)),
  ]);
  return { id, as: (role) => caller(tokens.get(role), bindings) };
}

type TokenFields = { role?: string; expiresAt?: number; revokedAt?: number };

/** Stores a token's hash and gives the token. */
export async function newToken(orgId: string, fields: TokenFields): Promise<string> {
  const token = makeToken();
  await (await tokenInsert(orgId, token, fields)).run();
  return token;
}

const makeToken = (): string => `heed_${randomHex(16)}`;

async function tokenInsert(orgId: string, token: string, fields: TokenFields) {
  const { role = 'rep', expiresAt = null, revokedAt = null } = fields;
  const hash = fromHex(await sha256Hex(token));
  return env.DB.prepare('INSERT INTO api_tokens VALUES (?, ?, ?, ?, ?, ?, ?)').bind(
    `tok_${randomHex(8)}`,
    orgId,
    role,
    hash,
    0,
    expiresAt,
    revokedAt,
  );
}

/** Somebody with this token, or nobody without one. */
export function caller(token: string | undefined, bindings: Bindings = env): Caller {
  const auth: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const send = (path: string, init: RequestInit) => request(path, init, bindings);
  return {
    get: (path, headers = {}) => send(path, { headers: { ...auth, ...headers } }),
    post: (path, body, headers = { 'content-type': 'application/json' }) =>
      send(path, {
        method: 'POST',
        headers: { ...auth, ...headers },
        body:
          typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body),
      }),
  };
}

export async function request(
  path: string,
  init: RequestInit = {},
  bindings: Bindings = env,
): Promise<Answer> {
  const response = await app.request(`/api/v1${path}`, init, bindings);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}
