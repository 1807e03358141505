import type { Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ErrorBody } from '../../shared/protocol/api.ts';
import type * as v from 'valibot';
import type { AppEnv } from '../env.ts';
import { notMigrated, Refusal } from '../errors.ts';
import { retryAfterSeconds } from './rate-limit.ts';

/** The one place where an error becomes an answer. */
export function onError(error: Error, c: Context<AppEnv>): Response {
  const refusal = toRefusal(error);
  if (!refusal) log(error, c);
  const { status, code, message } = refusal ?? unexpected;
  const requestId = c.get('requestId');
  const problems = refusal?.problems && { problems: [...refusal.problems] };
  const body: v.InferOutput<typeof ErrorBody> = {
    error: { code, message, requestId, ...problems },
  };
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="heed"');
  if (status === 429) c.header('Retry-After', String(retryAfterSeconds));
  return c.json(body, status);
}

const unexpected = {
  status: 500,
  code: 'internal',
  message:
    'Something went wrong on our side; nothing was changed. Try again, and if it stays, quote the request id.',
} as const;

const malformed = new Refusal(
  400,
  'input.malformed-json',
  'The body is not valid JSON. Check quotes, commas and brackets.',
);

function toRefusal(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof HTTPException && error.status === 400) return malformed;
  return /no such (table|column)/.test(causes(error)) ? notMigrated : undefined;
}

/** Drizzle wraps what D1 said. */
function causes(error: unknown): string {
  return error instanceof Error ? `${error.message} ${causes(error.cause)}` : '';
}

/** Neither the message (a failed query's holds its parameters) nor the path's parts: where it was, and no more. */
function log(error: Error, c: Context<AppEnv>): void {
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  // eslint-disable-next-line no-console -- the one line that operators read.
  console.error(
    JSON.stringify({
      requestId: c.get('requestId'),
      method: c.req.method,
      error: error.name,
      at: at.slice(0, 5).map((line) => line.trim()),
    }),
  );
}

/** No such address: or there is one, for another method. */
export function onNotFound(app: Hono<AppEnv>): (c: Context<AppEnv>) => Response {
  return (c) => {
    const others = methods.filter((method) => hasRoute(app, method, c.req.path));
    if (others.length === 0)
      return onError(new Refusal(404, 'route.unknown', 'There is nothing at this address.'), c);
    c.header('Allow', others.join(', '));
    return onError(new Refusal(405, 'route.method', `This address takes ${others.join(', ')}.`), c);
  };
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function hasRoute(app: Hono<AppEnv>, method: string, path: string): boolean {
  return app.router.match(method, path)[0].some(([[, route]]) => route.method === method);
}
