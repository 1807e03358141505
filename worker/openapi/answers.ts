import { permissions } from '../../shared/access/permissions.ts';
import type { Operation } from '../http/operation.ts';
import type { Json } from './json-schema.ts';
import { jsonSchemaOf, refTo } from './json-schema.ts';
import type { Route } from './operations.ts';

/** The answers of a route that went well. */
export function successes(answers: Operation['answers']): Json {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { says, schema, type, headers }]) => [
      status,
      {
        description: says,
        ...(headers && {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, description]) => [
              name,
              { description, schema: { type: 'string' } },
            ]),
          ),
        }),
        ...((schema || type) && {
          content: Object.fromEntries(
            [type ?? 'application/json']
              .flat()
              .map((each) => [each, schema ? { schema: jsonSchemaOf(schema, 'output') } : {}]),
          ),
        }),
      },
    ]),
  );
}

const content = { 'application/json': { schema: { $ref: refTo('Error') } } };

/** What follows from what a route asks for and reads, and what it says of itself. */
export function refusalsOf({ action, inputs, operation }: Route): Json {
  const json = inputs.some(({ target }) => target === 'json');
  const reasons: Record<number, string> = {
    ...(inputs.length > 0 && {
      400: 'What was sent cannot be taken; the message says where, and what belongs there.',
    }),
    ...(action && {
      401: 'No token, or one that is not valid (any more).',
      403: `This role or key may not; it takes one of: ${permissions[action].roles.join(', ')}.`,
      429: 'Too many requests in a minute; `Retry-After` says how many seconds to wait.',
    }),
    ...((json || operation?.reads) && {
      413: 'The body is too large; send it in parts.',
      415: 'The body is of another type than this route reads.',
    }),
    500: 'Something went wrong on our side; nothing was changed.',
    503: 'The worker is not set up: no tables, or no key.',
    ...operation?.refuses,
  };
  return Object.fromEntries(
    Object.entries(reasons).map(([status, description]) => [status, { description, content }]),
  );
}
