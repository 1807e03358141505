import { beforeAll, describe, expect, it } from 'vitest';
import api from '../../docs/api.md?raw';
import { erasureReasons } from '../../shared/protocol/contacts.ts';
import { defaultPolicy } from '../../shared/policy/presets/index.ts';
import { routesOf } from '../../worker/openapi/operations.ts';
import { app } from '../../worker/app.ts';
import type { Caller } from './support/organisation.ts';
import { newOrganisation } from './support/organisation.ts';
import { event } from './support/samples.ts';

const blocks = [...api.matchAll(/```http\n([\s\S]*?)```/g)].map(([, text]) => text!);
const names = blocks.map((text) => [text.slice(0, text.indexOf('\n')), text] as const);

let admin: Caller;
let values: Record<string, string>;
beforeAll(async () => {
  admin = (await newOrganisation()).as('admin');
  const events = [event('jane@example.com'), event('doe@example.org')];
  const { body } = await admin.post('/events', { events });
  const policy = JSON.stringify(defaultPolicy);
  values = { contact: body.events[0]!.contact, policy };
});

describe('docs/api.md', () => {
  it.each(names)('%s works as it stands there', async (_, text) => {
    const filled = text.replaceAll(/\{(contact|policy)\}/g, (__, name: string) => values[name]!);
    const [line, ...rest] = filled.trim().split('\n');
    const [, method, path] = /^(GET|POST|PUT) \/api\/v1(\/\S+)$/.exec(line!)!;
    const headers = rest
      .filter((each) => /^[A-Z][\w-]*: /.test(each))
      .map((each) => each.split(': '));
    const body = rest.filter((each) => !/^[A-Z][\w-]*: /.test(each)).join('\n');
    const fields = { 'content-type': 'application/json', ...Object.fromEntries(headers) };
    const call = { GET: admin.get, POST: admin.post, PUT: admin.put }[method as 'GET'];
    const sent = method === 'GET' ? [path!] : [path!, JSON.parse(body) as unknown, fields];
    const answer = await (call as (...args: unknown[]) => ReturnType<Caller['get']>)(...sent);
    expect([200, 201]).toContain(answer.status);
  });

  it('shows ten routes or more, and names none that is not there', () => {
    expect(blocks.length).toBeGreaterThanOrEqual(9);
    const mounted = new Set(
      routesOf(app.routes).map(
        ({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, ':x')}`,
      ),
    );
    const told = [...api.matchAll(/`(GET|POST|PUT|DELETE) (\/(?:contacts|policy)[^`?]*)[^`]*`/g)];
    expect(told.length).toBeGreaterThan(8);
    for (const [, method, path] of told)
      expect(mounted).toContain(`${method} /api/v1${path!.replaceAll(/:\w+/g, ':x')}`);
  });

  it('names the reasons for an erasure', () => {
    for (const reason of erasureReasons) expect(api).toContain(`\`${reason}\``);
  });
});
