import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../../worker/pages/api-reference-schema.tsx';
import { referencePage } from '../../../worker/pages/api-reference.tsx';

const operation = {
  operationId: 'things.put',
  tags: ['things'],
  summary: 'Put a thing',
  description: 'Asks for `If-Match`.\n\nNeeds the right `x`.',
  parameters: [
    { name: 'limit', in: 'query', schema: { type: 'string', default: '5' }, description: 'Most.' },
    { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^<x>$' } },
  ],
  requestBody: {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
  },
  responses: {
    200: { description: 'Done.', content: { 'application/json': { schema: { type: 'object' } } } },
    204: { description: 'Nothing to say.' },
  },
};

const pageOf = async (schemas: Record<string, JsonSchema> = {}): Promise<string> => {
  const page = await referencePage({
    info: { title: 'Heed', version: '1.2.3', description: 'All `of` it.' },
    paths: { '/api/v1/things/{id}': { put: operation } },
    components: { schemas },
  });
  return String(page);
};
const told = async (schema: JsonSchema): Promise<string> => {
  const page = await pageOf({ Thing: schema });
  const [, inside] = page.split('id="schema-Thing">Thing</h3>');
  return inside!
    .slice(0, inside!.indexOf('</div>'))
    .replaceAll(/<\/?(span|code)[^>]*>/g, '')
    .replaceAll('&quot;', '"');
};

describe('the page of the API', () => {
  it('says what a route is, what it reads and what it answers', async () => {
    const page = await pageOf();
    for (const part of [
      '<title>Heed API 1.2.3</title>',
      'All <code>of</code> it.',
      '<h3 id="things.put"><code class="method">PUT</code> <code>/api/v1/things/{id}</code></h3>',
      '<p>Put a thing</p>',
      'Asks for <code>If-Match</code>.',
      '<a href="#schema-Thing">Thing</a>',
      '<code>204</code> Nothing to say.',
      '<a href="#things.put">Put a thing</a>',
    ])
      expect(page).toContain(part);
  });

  it('writes out nothing that a browser would take for its own', async () => {
    const page = await pageOf({
      Thing: { type: 'string', description: '<script>alert(1)</script>' },
    });
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('^&lt;x&gt;$');
  });

  it('says which parameters may be left out, and what then holds', async () => {
    const page = (await pageOf()).replaceAll(/<\/?(span|code)[^>]*>/g, '');
    expect(page).toContain(
      'limit in query (may be left out): string (when left out: &quot;5&quot;)',
    );
    expect(page).toContain('id in path: string (form ^&lt;x&gt;$)');
  });

  it.each<[string, JsonSchema]>([
    ['string (not empty; at most 9 characters)', { type: 'string', minLength: 1, maxLength: 9 }],
    ['string (at least 3 characters)', { type: 'string', minLength: 3 }],
    ['integer (at least 0; at most 7)', { type: 'integer', minimum: 0, maximum: 7 }],
    ['string (a, b)', { type: 'string', enum: ['a', 'b'] }],
    ['text (always all)', { const: 'all' }],
    [
      'string (date-time) or null',
      { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    ],
    [
      'list of string (not empty; at most 2 entries)',
      { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2 },
    ],
    [
      'list of list of integer',
      { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
    ],
    ['anything', {}],
    ['string What it is.', { type: 'string', description: 'What it is.' }],
  ])('tells a schema in words: %s', async (words, schema) => {
    expect(await told(schema)).toBe(words);
  });

  it('tells what is inside, as deep as it goes', async () => {
    const words = await told({
      type: 'object',
      properties: {
        name: { type: 'string' },
        parts: {
          type: 'array',
          items: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
        },
        by: { type: 'object', additionalProperties: { type: 'boolean' } },
        either: {
          anyOf: [{ type: 'object', properties: { a: { type: 'null' } } }, { type: 'null' }],
        },
      },
      required: ['name'],
    });
    expect(words).toContain('<li>name: string</li>');
    expect(words).toContain(
      'parts (may be left out): list of object<ul class="fields"><li>n: integer</li></ul>',
    );
    expect(words).toContain('any name: boolean');
    expect(words).toContain(
      'one of<ul class="fields"><li>object<ul class="fields"><li>a (may be left out): null',
    );
  });
});
