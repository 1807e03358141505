import { Hono } from 'hono';
import type { RouterRoute } from 'hono/types';
import * as v from 'valibot';
import { version } from '../../package.json';
import type { AppEnv } from '../env.ts';
import { operation } from '../http/operation.ts';
import { openApiDocument } from '../openapi/document.ts';
import type { Json } from '../openapi/json-schema.ts';
import { referenceStyle } from '../pages/api-reference-style.ts';
import { referencePage } from '../pages/api-reference.tsx';

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The description of all routes, for programs and for people. Says nothing of anybody, so it needs no token. */
export function openapi(handlers: () => readonly RouterRoute[]) {
  let made: Json | undefined;
  const document = () => (made ??= openApiDocument(handlers(), version));
  return new Hono<AppEnv>()
    .get(
      '/openapi.json',
      operation({
        id: 'openapi.document',
        summary: 'This description, as OpenAPI 3.1',
        answers: {
          200: { says: 'The document.', schema: v.looseObject({ openapi: v.literal('3.1.0') }) },
        },
      }),
      (c) => c.json(document(), 200),
    )
    .get(
      '/reference',
      operation({
        id: 'openapi.reference',
        summary: 'This description, as a page to read',
        answers: { 200: { says: 'The page.', type: 'text/html' } },
      }),
      (c) => {
        c.header('Content-Security-Policy', pagePolicy);
        return c.html(referencePage(document()), 200);
      },
    )
    .get(
      '/reference.css',
      operation({
        id: 'openapi.style',
        summary: 'The style of that page',
        answers: { 200: { says: 'The style sheet.', type: 'text/css' } },
      }),
      (c) => c.body(referenceStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
    );
}
