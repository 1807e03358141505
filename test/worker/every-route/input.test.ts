import { beforeAll, describe, expect, it } from 'vitest';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { rows } from './rows/index.ts';
import { callOf, mounted, send } from './send.ts';

const readsJson = (route: string): boolean =>
  mounted.get(route)!.inputs.some(({ target }) => target === 'json');
const guarded = rows.filter(({ open }) => !open);
const json = guarded
  .filter(({ route }) => readsJson(route))
  .map((row) => [row.route, row] as const);
const other = guarded
  .filter(({ route }) => mounted.get(route)!.operation?.reads)
  .map((row) => [row.route, row] as const);

let organisation: Organisation;
beforeAll(async () => {
  organisation = await newOrganisation();
});
const right = { 'content-type': 'application/json' };

describe.each(json)('%s', (_, row) => {
  const withBody = async (body: unknown, headers: Record<string, string> = right) => {
    const call = await callOf(row, organisation);
    return send(organisation.as('admin'), {
      ...call,
      body,
      headers: { ...row.headers, ...headers },
    });
  };

  it('refuses what is no JSON, whatever it is taken for', async () => {
    for (const text of ['{', '', '{"a":}', "{'a':1}", 'null,', '\ufeff', '<xml/>', '{"a":1}x']) {
      const { status, body } = await withBody(text);
      expect([status, body.error.code], text).toEqual([400, 'input.malformed-json']);
    }
  });

  it('refuses JSON that is no object, and an object of other fields', async () => {
    for (const text of ['null', '[]', '"text"', '1', 'true', '[{}]']) {
      const { status } = await withBody(text);
      expect(status, text).toBe(400);
    }
    const strange = await withBody({ ...(row.body as object), '<jane@example.com>': 1 });
    expect(strange.status).toBe(400);
    expect(strange.body.error.message).not.toContain('jane');
  });

  it('refuses other types of content, and says which it reads', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      const { status, body } = await withBody(JSON.stringify(row.body), { 'content-type': type });
      expect([status, body.error.code], type).toEqual([415, 'input.content-type']);
      expect(body.error.message).toContain('application/json');
    }
  });

  it('refuses a body over 1 MiB, also when its length is not announced', async () => {
    const big = JSON.stringify({ padding: 'x'.repeat(1024 * 1024) });
    const announced = await withBody(big, { ...right, 'content-length': String(big.length) });
    const streamed = await withBody(new Blob([big]).stream());
    for (const { status, body } of [announced, streamed])
      expect([status, body.error.code]).toEqual([413, 'input.too-large']);
  });

  it('is not misled by what every object has', async () => {
    const text = JSON.stringify(row.body).replace(
      /^\{/,
      '{"__proto__":{"role":"admin"},"constructor":{"prototype":{"polluted":1}},',
    );
    expect((await withBody(text)).status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe.each(other)('%s', (_, row) => {
  it('refuses other types of content than it reads', async () => {
    const call = await callOf(row, organisation);
    const headers = { ...row.headers, 'content-type': 'text/html' };
    const { status, body } = await send(organisation.as('admin'), { ...call, headers });
    expect([status, body.error.code]).toEqual([415, 'input.content-type']);
  });
});

describe('an address', () => {
  it('answers other methods with those that there are', async () => {
    const paths = new Map<string, string[]>();
    for (const route of mounted.keys()) {
      const [method, path] = route.split(' ') as [string, string];
      paths.set(path, [...(paths.get(path) ?? []), method]);
    }
    for (const row of guarded) {
      const call = await callOf(row, organisation);
      const there = paths.get(call.path)!;
      const method = ['PUT', 'DELETE', 'PATCH', 'POST'].find((each) => !there.includes(each))!;
      const headers = { ...right, ...row.headers };
      const answer = await send(organisation.as('admin'), { ...call, method, body: '{}', headers });
      expect([answer.status, answer.body.error.code], row.route).toEqual([405, 'route.method']);
      for (const each of there) expect(answer.headers.get('allow')).toContain(each);
    }
  });

  it('refuses what is no value of its parts, and of what is asked in it', async () => {
    const wrong = ["'OR'1'='1", '../../policy', '<script>', '\u0000', '%00', '💥'.repeat(50)];
    for (const row of guarded) {
      const call = await callOf(row, organisation);
      const changed = (['params', 'query'] as const).flatMap((part) =>
        Object.keys(call[part]).flatMap((name) =>
          wrong.map((text) => ({ ...call, [part]: { ...call[part], [name]: text } })),
        ),
      );
      const answers = await Promise.all(
        changed.map((each) => send(organisation.as('admin'), each)),
      );
      const statuses = new Set(answers.map(({ status }) => status));
      expect(
        [...statuses].filter((status) => ![400, 404, 405, 409].includes(status)),
        row.route,
      ).toEqual([]);
    }
  });
});
