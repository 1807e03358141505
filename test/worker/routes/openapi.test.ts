import { describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { routesOf } from '../../../worker/openapi/operations.ts';
import { request } from '../support/organisation.ts';

type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>;
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
