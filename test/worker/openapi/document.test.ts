import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '../../../worker/env.ts';
import { allow } from '../../../worker/http/auth.ts';
import { operation } from '../../../worker/http/operation.ts';
import { validate } from '../../../worker/http/validate.ts';
import { openApiDocument } from '../../../worker/openapi/document.ts';
import { routesOf } from '../../../worker/openapi/operations.ts';

const says = (id: string) =>
  operation({ id, summary: 'Does it', answers: { 200: { says: 'Done.' } } });
const app = new Hono<AppEnv>()
  .use(async (_, next) => next())
  .put(
    '/things/:id',
    operation({
      id: 'things.put',
      summary: 'Put a thing',
      details: 'With care.',
      answers: {
        200: {
          says: 'Put.',
          schema: v.strictObject({ at: v.optional(v.number(), 1) }),
          headers: { ETag: 'Its version.' },
        },
      },
      refuses: { 404: 'There is no such thing.' },
    }),
    allow('policy.publish'),
    validate('header', v.object({ 'if-match': v.string() })),
    validate(
      'query',
      v.object({ limit: v.optional(v.pipe(v.string(), v.transform(Number)), '5') }),
    ),
    validate('json', v.strictObject({ name: v.pipe(v.string(), v.maxLength(9)) })),
    (c) => c.json({ at: 1 }, 200),
  )
  .get('/open', says('open'), (c) => c.json({}, 200))
  .post(
    '/lists',
    operation({
      id: 'lists',
      summary: 'Read a list',
      reads: ['text/csv'],
      answers: { 200: { says: 'Rows.', type: 'text/csv' } },
    }),
    (c) => c.text('', 200),
  )
  .get('/silent', (c) => c.json({}, 200))
  .get('/nested/:number{[0-9]+}', says('nested'), (c) => c.json({}, 200));

type Any = Record<string, never>;
const document = openApiDocument(app.routes, '1.2.3') as unknown as {
  openapi: string;
  info: Any;
  paths: Record<string, Record<string, { [key: string]: unknown; responses: Any }>>;
  components: { schemas: Any };
};
const put = document.paths['/things/{id}']!['put']!;

describe('the description of the API', () => {
  it('is OpenAPI 3.1 of this version', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Heed', version: '1.2.3' });
  });

  it('has each described route once, under its method, and none that is not', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/things/{id}',
      '/open',
      '/lists',
      '/nested/{number}',
    ]);
    const undescribed = routesOf(app.routes).filter((route) => !route.operation);
    expect(undescribed).toEqual([{ path: '/silent', method: 'GET', inputs: [] }]);
  });

  it('says who may, and that it takes a token', () => {
    expect(put).toMatchObject({
      operationId: 'things.put',
      summary: 'Put a thing',
      description: 'With care.\n\nNeeds the right `policy.publish`: admin, dpo.',
      security: [{ token: [] }],
      'x-action': 'policy.publish',
    });
    expect(document.paths['/open']!['get']).toMatchObject({ security: [] });
  });

  it('has the parameters that are read: of path, query and header, with what may be left out', () => {
    expect(put['parameters']).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', schema: { type: 'string', default: '5' } },
    ]);
  });

  it('has the body that is read, also where it is no JSON', () => {
    expect(put['requestBody']).toEqual({
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { name: { type: 'string', maxLength: 9 } },
            required: ['name'],
            additionalProperties: false,
          },
        },
      },
    });
    const list = document.paths['/lists']!['post']!;
    expect(list['requestBody']).toEqual({ required: true, content: { 'text/csv': {} } });
    expect(list.responses).toHaveProperty('413');
  });

  it('has every answer: what goes well, what follows from what is read, and the route’s own refusals', () => {
    expect(Object.keys(put.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(put.responses['200']).toEqual({
      description: 'Put.',
      headers: { ETag: { description: 'Its version.', schema: { type: 'string' } } },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { at: { type: 'number', default: 1 } },
            required: [],
            additionalProperties: false,
          },
        },
      },
    });
    expect(put.responses['404']).toMatchObject({
      description: 'There is no such thing.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    });
    expect(Object.keys(document.paths['/open']!['get']!.responses)).toEqual(['200', '500', '503']);
  });

  it('points only at schemas that are there', () => {
    const refs = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of refs)
      expect(Object.keys(document.components.schemas)).toContain(ref.split('/').at(-1));
  });
});
