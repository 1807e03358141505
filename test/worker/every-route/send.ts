import { app } from '../../../worker/app.ts';
import type { Route } from '../../../worker/openapi/operations.ts';
import { routesOf } from '../../../worker/openapi/operations.ts';
import type { Answer, Caller, Organisation } from '../support/organisation.ts';
import type { Need } from './needs.ts';
import { makeNeeds } from './needs.ts';
import type { Row } from './rows/row.ts';

type Said = { readonly error: { readonly code: string; readonly message: string } };
export type Heard = Answer<Said>;

/** What a call is made of; a test changes one thing about it. */
export type Call = {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly path: string;
};

/** Every route of the API that is mounted, as its row in the table names it. */
export const mounted: ReadonlyMap<string, Route> = new Map(
  routesOf(app.routes).flatMap((route) => {
    const [, path] = /^(?:\/api\/v1)?(\/.*)$/.exec(route.path)!;
    const isOfTheApi = route.path.startsWith('/api/v1/') || route.path.startsWith('/oauth/');
    return isOfTheApi ? [[`${route.method} ${path}`, route] as const] : [];
  }),
);

/** A right call of a row, about things that the organisation has. */
export async function callOf(row: Row, organisation: Organisation): Promise<Call> {
  const [method, path] = row.route.split(' ') as [string, string];
  const needs = Object.values(row.params ?? {});
  const made = await makeNeeds(organisation, needs);
  const filled = Object.entries(row.params ?? {}).map(([name, need]): [string, string] => [
    name,
    made[need as Need]!,
  ]);
  return {
    method,
    path,
    params: Object.fromEntries(filled),
    query: row.query ?? {},
    body: row.body,
    headers: row.headers,
  };
}

export function send(by: Caller, call: Call): Promise<Heard> {
  const { method, body, headers } = call;
  const address = addressOf(call);
  if (method === 'GET') return by.get(address, headers);
  if (method === 'DELETE') return by.delete(address, headers);
  if (method === 'PUT') return by.put(address, body, headers);
  if (method === 'PATCH') return by.patch(address, body, headers);
  return by.post(address, body ?? '', headers);
}

/** Below /api/v1; what stands at the root is reached from there. */
function addressOf({ path, params, query }: Call): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    // As a browser would: half a surrogate pair has no place in an address.
    encodeURIComponent((params[name] ?? '').toWellFormed()),
  );
  const asked = new URLSearchParams(query).toString();
  const address = path.startsWith('/oauth/') ? `/../..${filled}` : filled;
  return asked ? `${address}?${asked}` : address;
}
