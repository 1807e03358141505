import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import type { Action } from '../../../shared/access/permissions.ts';
import type { Verdict } from '../../../shared/policy/decision.ts';
import type { Role } from '../../../shared/policy/policy.ts';
import { roles } from '../../../shared/policy/policy.ts';
import type { ErrorBody, SyncResponse } from '../../../shared/protocol/api.ts';
import type { CheckedRecipient } from '../../../shared/protocol/reason.ts';
import { app } from '../../../worker/app.ts';
import { randomHex } from '../../../worker/bytes.ts';
import type { Bindings } from '../../../worker/env.ts';
import { hashOf, newSecret } from '../../../worker/store/access/credentials.ts';
import type { Recorded } from '../../../worker/store/events.ts';
import { mustBeAsDescribed } from './described.ts';

/** Sends requests to the API as somebody. Paths are below /api/v1. */
export type Caller = {
  readonly get: <T = Body>(path: string, headers?: Fields) => Promise<Answer<T>>;
  readonly delete: <T = Body>(path: string, headers?: Fields) => Promise<Answer<T>>;
  readonly post: <T = Body>(path: string, body: unknown, headers?: Fields) => Promise<Answer<T>>;
  readonly put: <T = Body>(path: string, body: unknown, headers?: Fields) => Promise<Answer<T>>;
  readonly patch: <T = Body>(path: string, body: unknown, headers?: Fields) => Promise<Answer<T>>;
};

type Fields = Record<string, string>;

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

export type Answer<T = Body> = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
};

export type Organisation = { readonly id: string; readonly as: (role: Role) => Caller };

/** A new organisation with one member of each role, who calls from a connected browser. */
export async function newOrganisation(bindings: Bindings = env): Promise<Organisation> {
  const id = `org_${randomHex(6)}`;
  const db = bindings.DB;
  const callers = await Promise.all(roles.map((role) => device(id, { role }, db)));
  await db.batch([
    db.prepare('INSERT INTO organisations VALUES (?, ?, ?)').bind(id, 'Test', 0),
    ...callers.flatMap(({ inserts }) => inserts),
  ]);
  const tokens = new Map(roles.map((role, index) => [role, callers[index]!.token]));
  return { id, as: (role) => caller(tokens.get(role), bindings) };
}

type TokenFields = { role?: Role; expiresAt?: number; revokedAt?: number };

/** Adds a member with a connected browser, and gives the browser's token. */
export async function newToken(orgId: string, fields: TokenFields): Promise<string> {
  const { token, inserts } = await device(orgId, fields);
  const revoke = env.DB.prepare('DELETE FROM devices WHERE hash = ?').bind(await hashOf(token));
  await env.DB.batch(fields.revokedAt === undefined ? inserts : [...inserts, revoke]);
  return token;
}

async function device(
  orgId: string,
  { role = 'rep', expiresAt = never }: TokenFields,
  db: D1Database = env.DB,
) {
  const { secret, hash } = await newSecret('device');
  const [account, member, id] = ['acc', 'mem', 'dev'].map((kind) => `${kind}_${randomHex(8)}`);
  const inserts = [
    db
      .prepare(
        `INSERT INTO accounts (id, name, email, created_at, updated_at) VALUES (?1, 'Test', ?2, 0, 0)`,
      )
      .bind(account, `${account}@example.com`),
    db.prepare('INSERT INTO members VALUES (?, ?, ?, ?, 0)').bind(orgId, member, account, role),
    db
      .prepare(
        "INSERT INTO devices VALUES (?1, ?2, ?3, 'Test browser', ?4, 0, ?5, unixepoch() * 1000)",
      )
      .bind(orgId, id, member, hash, expiresAt),
  ];
  return { token: secret, inserts };
}

type KeyFields = { role?: Role; scopes: readonly Action[]; expiresAt?: number };

/** Adds an API key, and gives it. */
export async function newApiKey(orgId: string, fields: KeyFields): Promise<string> {
  const { role = 'admin', scopes, expiresAt = never } = fields;
  const { secret, hash } = await newSecret('apiKey');
  await env.DB.prepare(
    "INSERT INTO api_keys VALUES (?1, ?2, 'Test', ?3, ?4, ?5, 'mem_test', 0, ?6, unixepoch() * 1000)",
  )
    .bind(orgId, `key_${randomHex(8)}`, role, JSON.stringify(scopes), hash, expiresAt)
    .run();
  return secret;
}

const never = Date.UTC(2100, 0);

/** Somebody with this token, or nobody without one. Bodies are sent as JSON, with their headers unless others are given. */
export function caller(token: string | undefined, bindings: Bindings = env): Caller {
  const auth: Fields = token ? { authorization: `Bearer ${token}` } : {};
  const bare =
    (method: string) =>
    <T>(path: string, headers: Fields = {}) =>
      request<T>(path, { method, headers: { ...auth, ...headers } }, bindings);
  const withBody =
    (method: string) =>
    <T>(path: string, body: unknown, headers: Fields = { 'content-type': 'application/json' }) =>
      request<T>(
        path,
        {
          method,
          headers: { ...auth, ...headers },
          body:
            typeof body === 'string' || body instanceof ReadableStream
              ? body
              : JSON.stringify(body),
        },
        bindings,
      );
  return {
    get: bare('GET'),
    delete: bare('DELETE'),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
  };
}

export async function request<T = Body>(
  path: string,
  init: RequestInit = {},
  bindings: Bindings = env,
  origin = 'http://localhost',
): Promise<Answer<T>> {
  const response = await app.request(`${origin}/api/v1${path}`, init, bindings);
  const answer = {
    status: response.status,
    headers: response.headers,
    body: await bodyOf(response),
  };
  mustBeAsDescribed(init.method ?? 'GET', `/api/v1${path}`, answer);
  return answer;
}

async function bodyOf(response: Response) {
  const type = response.headers.get('content-type') ?? '';
  if (type === 'application/gzip') return response.arrayBuffer();
  const text = await response.text();
  return type.startsWith('application/json') ? JSON.parse(text) : text;
}
