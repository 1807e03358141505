import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '../../../worker/env.ts';
import { onError } from '../../../worker/http/on-error.ts';
import { validate } from '../../../worker/http/validate.ts';

const Schema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(5)),
  kind: v.picklist(['a', 'b']),
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9))),
  flag: v.optional(v.boolean()),
  list: v.optional(v.array(v.strictObject({ deep: v.object({ er: v.string() }) }))),
  told: v.optional(v.pipe(v.string(), v.regex(/^x/, 'Begin with an x.'))),
});

const app = new Hono<AppEnv>().post('/', validate('json', Schema), (c) =>
  c.json(c.req.valid('json')),
);
app.onError(onError);

async function messageFor(body: unknown, contentType = 'application/json'): Promise<string> {
  const headers = { 'content-type': contentType };
  const response = await app.request('/', { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as { error?: { message: string } };
  return answer.error?.message ?? 'taken';
}

const good = { name: 'Ann', kind: 'a' };

describe('validate', () => {
  it.each([
    [good, 'taken'],
    [{ kind: 'a' }, 'name: is required.'],
    [{ ...good, name: '' }, 'name: must not be empty.'],
    [{ ...good, name: 'secret-name' }, 'name: must have at most 5 characters.'],
    [{ ...good, name: null }, 'name: must be text in quotes.'],
    [{ ...good, kind: 'secret' }, 'kind: must be one of a, b.'],
    [{ ...good, count: 'secret' }, 'count: must be a number.'],
    [{ ...good, count: 1.5 }, 'count: must be a whole number.'],
    [{ ...good, count: 0 }, 'count: must be at least 1.'],
    [{ ...good, count: 10 }, 'count: must be at most 9.'],
    [{ ...good, flag: 'secret' }, 'flag: must be true or false.'],
    [{ ...good, list: 'secret' }, 'list: must be a list [...].'],
    [{ ...good, list: ['secret'] }, 'list[0]: must be an object {...}.'],
    [
      { ...good, list: [{ deep: { er: '' } }, { deep: { er: 7 } }] },
      'list[1].deep.er: must be text in quotes.',
    ],
    [{ ...good, told: 'secret' }, 'told: Begin with an x.'],
    [{ ...good, extra: 'secret' }, 'extra: is not a known field.'],
    [{ ...good, 'jane@example.com': 1 }, '(unnamed): is not a known field.'],
    [{ ...good, __proto__x: 1 }, '(unnamed): is not a known field.'],
    [['secret'], 'name: is required.'],
    ['secret', 'must be an object {...}.'],
  ])('%j: %s', async (body, message) => {
    expect(await messageFor(body)).toBe(message);
  });

  it.each(['application/json; charset=utf-8', 'Application/JSON'])('takes %s', async (type) => {
    expect(await messageFor(good, type)).toBe('taken');
  });

  it('is not misled by keys that every object has', async () => {
    const text = '{"name":"Ann","kind":"a","__proto__":{"admin":true},"constructor":1}';
    const headers = { 'content-type': 'application/json' };
    const response = await app.request('/', { method: 'POST', headers, body: text });
    expect(response.status).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});
