import type { RouterRoute } from 'hono/types';
import type * as v from 'valibot';
import type { Action } from '../../shared/access/permissions.ts';
import type { Operation } from '../http/operation.ts';
import { markOf } from '../http/operation.ts';

/** A route as its own middleware describe it. */
export type Route = {
  /** As OpenAPI writes it: `/api/v1/contacts/{id}`. */
  readonly path: string;
  readonly method: string;
  readonly operation?: Operation;
  readonly action?: Action;
  readonly inputs: readonly { readonly target: string; readonly schema: v.GenericSchema }[];
};

/** Every route of an app, in the order in which they were mounted. What serves all methods is middleware. */
export function routesOf(handlers: readonly RouterRoute[]): Route[] {
  const routes = new Map<string, Route>();
  for (const { method, path: pattern, handler } of handlers) {
    if (method === 'ALL') continue;
    const path = pattern.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    const key = `${method} ${path}`;
    const route = routes.get(key) ?? { path, method, inputs: [] };
    const mark = markOf(handler);
    if (mark?.kind === 'operation') routes.set(key, { ...route, operation: mark.operation });
    else if (mark?.kind === 'action') routes.set(key, { ...route, action: mark.action });
    else if (mark?.kind === 'input') routes.set(key, { ...route, inputs: [...route.inputs, mark] });
    else routes.set(key, route);
  }
  return [...routes.values()];
}
