import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type * as v from 'valibot';
import type { Action } from '../../shared/access/permissions.ts';
import type { AppEnv } from '../env.ts';

/*
 * A route is described where it stands, and by what it runs: `allow` says what it asks of the
 * caller, `validate` what it reads, `operation` the rest. The OpenAPI document is made from these
 * marks, so that it cannot say anything else than what is done.
 */

/** One success: what it means and, where it has a body, its schema or media type. */
export type Success = {
  readonly says: string;
  readonly schema?: v.GenericSchema;
  /** One or several; `application/json`, when not given and there is a schema. */
  readonly type?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
};

export type Operation = {
  /** In OpenAPI's `operationId`, and in links to it: `policy.publish`. */
  readonly id: string;
  readonly summary: string;
  readonly details?: string;
  readonly answers: Readonly<Record<number, Success>>;
  /** When it refuses, beyond what every route does (token, role, form of the input). */
  readonly refuses?: Readonly<Record<number, string>>;
  /** A body that is no JSON: its media types. */
  readonly reads?: readonly string[];
};

export type Mark =
  | { readonly kind: 'operation'; readonly operation: Operation }
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'input'; readonly target: string; readonly schema: v.GenericSchema };

type Marked = (...args: never[]) => unknown;
const marks = new WeakMap<Marked, Mark>();

/** Says of a middleware what it does to the route it stands on. */
export function marked<Middleware extends Marked>(middleware: Middleware, mark: Mark): Middleware {
  marks.set(middleware, mark);
  return middleware;
}

export function markOf(handler: Marked): Mark | undefined {
  return marks.get(handler);
}

/** Describes the route it stands on; does nothing to the request. */
export function operation(described: Operation): MiddlewareHandler<AppEnv> {
  const pass = createMiddleware<AppEnv>((_, next) => next());
  return marked(pass, { kind: 'operation', operation: described });
}
