import type { Schema } from '@cfworker/json-schema';
import { Validator } from '@cfworker/json-schema';
import oas from '@seriousme/openapi-schema-validator/schemas/v3.1/schema.json';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../shared/policy/presets/index.ts';
import { app } from '../../../worker/app.ts';
import { routesOf } from '../../../worker/openapi/operations.ts';
import { request } from '../support/organisation.ts';

type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
/** What programs call; pages for people are not part of the API. */
const isOfTheApi = /^\/(api\/v1|oauth)\//;
const routes = routesOf(app.routes).filter(({ path }) => isOfTheApi.test(path));

describe('GET /openapi.json', () => {
  it('needs no token, and describes every route that is mounted', async () => {
    const { status, body } = await request<Document>('/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    for (const { method, path } of routes)
      expect(
        body.paths[path]?.[method.toLowerCase()],
        `Describe ${method} ${path} with operation(...) where it is mounted`,
      ).toBeDefined();
  });

  it('is a document by OpenAPI 3.1, and one that is none would be told', async () => {
    const validator = new Validator(oas as Schema, '2020-12');
    const { body } = await request<Document>('/openapi.json');
    expect(validator.validate(body).errors).toEqual([]);
    const broken = [
      { ...body, openapi: '2.0' },
      { ...body, paths: { 'no-slash': {} } },
      { ...body, paths: { '/x': { get: { responses: { 200: {} } } } } },
      { ...body, paths: { '/x': { get: { parameters: [{ name: 'q', in: 'somewhere' }] } } } },
    ];
    for (const each of broken) expect(validator.validate(each).valid).toBe(false);
  });

  it('has schemas that are JSON Schema, and that take what they describe', async () => {
    const { body } = await request<Document>('/openapi.json');
    const { schemas } = body.components;
    for (const [name, schema] of Object.entries(schemas)) {
      const whole = { ...schema, components: { schemas } };
      // Throws on a reference that leads nowhere.
      expect(new Validator(whole, '2020-12').validate(7).valid, name).toBe(false);
    }
    const Policy = { ...schemas['Policy'], components: { schemas } };
    const validator = new Validator(Policy, '2020-12');
    for (const { policy } of presets) expect(validator.validate(policy).errors).toEqual([]);
    expect(validator.validate({ ...presets[0]!.policy, strictness: 'soft' }).valid).toBe(false);
  });

  it('names each operation once', async () => {
    const { body } = await request<Document>('/openapi.json');
    const ids = Object.values(body.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.length).toBe(routes.length);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('GET /reference', () => {
  it('is a page that needs nothing from anywhere else, and may load nothing', async () => {
    const { status, headers, body } = await request<string>('/reference');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self';/,
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(body.match(/<script|<style|style=|\son\w+=|https?:\/\//)).toBeNull();
    const style = await request<string>('/reference.css');
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(style.body).not.toMatch(/url\(|@import/);
  });

  it('shows every route, and leads to it from its contents', async () => {
    const { body } = await request<string>('/reference');
    for (const { method, path, operation } of routes) {
      const id = operation?.id;
      const parts = [
        `<code class="method">${method}</code> <code>${path}</code>`,
        `<a href="#${id}">`,
        `id="${id}"`,
      ];
      // By hand, since a failing toContain would print the page.
      expect(parts.filter((part) => !body.includes(part))).toEqual([]);
    }
  });

  it('leaves the data’s answers as closed as they are', async () => {
    const { headers } = await request('/openapi.json');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
  });
});
