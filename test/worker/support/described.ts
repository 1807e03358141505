import { Validator } from '@cfworker/json-schema';
import { app } from '../../../worker/app.ts';
import { openApiDocument } from '../../../worker/openapi/document.ts';
import type { Json } from '../../../worker/openapi/json-schema.ts';

type Media = { readonly schema?: Json };
type Response = { readonly content?: Readonly<Record<string, Media>> };
type Operation = { readonly responses: Readonly<Record<string, Response>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;
type Seen = { readonly status: number; readonly headers: Headers; readonly body: unknown };

const document = openApiDocument(app.routes, 'test');
const components = document['components'] as Json;
const operations = Object.entries(document['paths'] as Paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
    operation,
  })),
);
const validators = new Map<Json, Validator>();

/**
 * Throws when an answer is not as the API's document says. It sees every answer that any test gets,
 * so that a client made from the document can rely on it. What is not described is not judged here.
 */
export function mustBeAsDescribed(method: string, url: string, { status, headers, body }: Seen) {
  const path = url.replace(/\?.*/, '');
  const found =
    operations.find((one) => one.method === method && one.path === path) ??
    operations.find((one) => one.method === method && one.pattern.test(path));
  if (!found) return;
  const where = `${method} ${found.path} answered ${status}`;
  const response = found.operation.responses[status];
  if (!response) throw new Error(`${where}, which its description does not name: ${say(body)}`);
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const media = response.content?.[type];
  if (!response.content && body === '') return;
  if (!media) throw new Error(`${where} with ${type || 'no type'}, which is not described.`);
  if (!media.schema || type !== 'application/json') return;
  const { valid, errors } = validatorFor(media.schema).validate(body);
  if (!valid) throw new Error(`${where} in another form than described: ${say(errors.at(-1))}`);
}

function validatorFor(schema: Json): Validator {
  const old = validators.get(schema);
  if (old) return old;
  const made = new Validator({ ...schema, components }, '2020-12');
  validators.set(schema, made);
  return made;
}

function say(value: unknown): string {
  return JSON.stringify(value).slice(0, 400);
}
