import type { RouterRoute } from 'hono/types';
import type * as v from 'valibot';
import { permissions } from '../../shared/access/permissions.ts';
import type { Json } from './json-schema.ts';
import { componentSchemas, jsonSchemaOf } from './json-schema.ts';
import type { Route } from './operations.ts';
import { routesOf } from './operations.ts';
import { refusalsOf, successes } from './answers.ts';

/** The OpenAPI 3.1 document of an app's routes, made from what they run. A route without `operation` is left out. */
export function openApiDocument(handlers: readonly RouterRoute[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routesOf(handlers)) {
    const described = operationOf(route);
    if (described) (paths[route.path] ??= {})[route.method.toLowerCase()] = described;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Heed',
      version,
      summary: 'People’s choices about being contacted, and whether a message may go.',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a member, of a device or of an API key.',
        },
      },
    },
  };
}

const description =
  'Every refusal has the same body: a `code` for programs, a `message` for people that says what is ' +
  'wrong, where, and how to mend it, and the `requestId` to quote. No identifier of a contact ever ' +
  'stands in an address, since addresses end up in logs.';

function operationOf(route: Route): Json | undefined {
  const { operation, action, inputs } = route;
  if (!operation) return undefined;
  const { id, summary, details, answers } = operation;
  const who = action && `Needs the right \`${action}\`: ${permissions[action].roles.join(', ')}.`;
  const text = [details, who].filter(Boolean).join('\n\n');
  const parameters = [
    ...pathParameters(route),
    ...inputs.flatMap(({ target, schema }) => parametersOf(target, schema)),
  ];
  return {
    operationId: id,
    tags: [id.split('.')[0]],
    summary,
    ...(text && { description: text }),
    ...(action ? { security: [{ token: [] }], 'x-action': action } : { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(route),
    responses: {
      ...refusalsOf(route),
      ...successes(answers),
    },
  };
}

function bodyOf({ inputs, operation }: Route): Json {
  const json = inputs.find(({ target }) => target === 'json');
  if (json)
    return {
      requestBody: body({ 'application/json': { schema: jsonSchemaOf(json.schema, 'input') } }),
    };
  if (!operation?.reads) return {};
  return { requestBody: body(Object.fromEntries(operation.reads.map((type) => [type, {}]))) };
}

const body = (content: Json): Json => ({ required: true, content });

function pathParameters({ path, inputs }: Route): Json[] {
  const described = inputs.some(({ target }) => target === 'param');
  if (described) return [];
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

const places: Record<string, string> = { query: 'query', param: 'path', header: 'header' };

function parametersOf(target: string, schema: v.GenericSchema): Json[] {
  const place = places[target];
  if (!place) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description: said, ...form }]) => ({
    name: place === 'header' ? headerName(name) : name,
    in: place,
    ...(said !== undefined && { description: said }),
    ...((place === 'path' || required.includes(name)) && { required: true }),
    schema: form,
  }));
}

/** Hono gives them in small letters. */
function headerName(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
