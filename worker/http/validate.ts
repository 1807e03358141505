import type { MiddlewareHandler, ValidationTargets } from 'hono';
import { validator } from 'hono/validator';
import * as v from 'valibot';
import { inWords } from '../../shared/issue.ts';
import type { AppEnv } from '../env.ts';
import { badInput, Refusal } from '../errors.ts';
import { marked } from './operation.ts';

/** What a client sends, with fields that may be left out, and what the route gets. */
type Read<Target extends string, Schema extends v.GenericSchema> = {
  in: { [K in Target]: v.InferInput<Schema> };
  out: { [K in Target]: v.InferOutput<Schema> };
};

/**
 * Reads a part of the request with a valibot schema. What does not fit is a 400 that names the place
 * and what belongs there, and never repeats what was sent.
 */
export function validate<Target extends keyof ValidationTargets, Schema extends v.GenericSchema>(
  target: Target,
  schema: Schema,
): MiddlewareHandler<AppEnv, string, Read<Target, Schema>, never> {
  const middleware = validator(target, (value: unknown, c): v.InferOutput<Schema> => {
    if (target === 'json' && !isJson(c.req.header('Content-Type')))
      throw new Refusal(
        415,
        'input.content-type',
        'Send the body as JSON, with the header `Content-Type: application/json`.',
      );
    const read = v.safeParse(schema, value, { message: inWords, abortEarly: true });
    if (!read.success) throw badInput(pathOf(read.issues[0]), read.issues[0].message);
    return read.output;
  });
  // Hono's own type takes what the schema gives for what the client sends, defaults included.
  return marked(middleware, { kind: 'input', target, schema }) as unknown as MiddlewareHandler<
    AppEnv,
    string,
    Read<Target, Schema>,
    never
  >;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? '');
}

/** `recipients[3].type`. A name that does not look like a field's is left out: it could be anything. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  let path = '';
  for (const { key } of issue.path ?? []) {
    if (typeof key === 'number') path += `[${key}]`;
    else path += `${path && '.'}${/^[a-zA-Z]\w{0,39}$/.test(String(key)) ? key : '(unnamed)'}`;
  }
  return path;
}
