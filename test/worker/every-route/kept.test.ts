import type * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApiKeys } from '../../../shared/protocol/access.ts';
import type { History } from '../../../shared/protocol/contacts.ts';
import type { ImportsPage } from '../../../shared/protocol/imports.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { PolicyVersions } from '../../../shared/protocol/policy.ts';
import type { ProviderList } from '../../../shared/protocol/providers.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';
import { hostile, someHostile } from './hostile-strings.ts';

const notes = hostile
  .map(({ text }) => text)
  .filter((text) => text.length <= 200 && text.isWellFormed());
/** Half a surrogate pair has no UTF-8, so no column can keep it. */
const some = someHostile(12)
  .map(({ text }) => text)
  .filter((text) => text.isWellFormed());

let organisation: Organisation;
let admin: Caller;
beforeAll(async () => {
  organisation = await newOrganisation();
  admin = organisation.as('admin');
});

describe('what is kept is given back to the letter:', () => {
  it('a note beside an event', async () => {
    const events = notes.map((evidence, index) =>
      event('a@example.com', { id: `e${index}`, evidence, source: evidence }),
    );
    let contact = '';
    for (let from = 0; from < events.length; from += 100) {
      const { status, body } = await admin.post('/events', {
        events: events.slice(from, from + 100),
      });
      expect(status).toBe(200);
      contact = body.events[0]!.contact;
    }
    const seen = new Map<string, unknown>();
    let before = '';
    do {
      const { body } = await admin.get<History>(`/contacts/${contact}/history?limit=500${before}`);
      for (const { id, evidence, source } of body.events) seen.set(id, [evidence, source]);
      before = body.next === null ? '' : `&before=${body.next}`;
    } while (before);
    expect(seen.size).toBe(notes.length);
    for (const [index, text] of notes.entries())
      expect(seen.get(`e${index}`)).toEqual([text, text]);
  });

  it('a note beside a policy, and its name', async () => {
    let version = 1;
    const taken: string[] = [];
    for (const text of some) {
      const headers = { 'content-type': 'application/json', 'if-match': `"${version}"` };
      const policy = { ...defaultPolicy, name: text.slice(0, 500) };
      const { status } = await admin.put('/policy', { policy, note: text }, headers);
      if (status !== 200) continue;
      version += 1;
      taken.push(text);
    }
    expect(taken.length).toBeGreaterThan(some.length * 0.8);
    const kept: (string | null)[] = [];
    let query = '?limit=100';
    do {
      const { body } = await admin.get<v.InferOutput<typeof PolicyVersions>>(
        `/policy/versions${query}`,
      );
      kept.push(...body.versions.map(({ note }) => note));
      query = body.next === null ? '' : `?limit=100&before=${body.next}`;
    } while (query);
    expect(kept.toReversed()).toEqual([null, ...taken]);
    const { body } = await admin.get<{ policy: { name: string } }>('/policy');
    expect(body.policy.name).toBe(taken.at(-1)!.slice(0, 500));
  });

  it('the name of a key', async () => {
    const names = await takenOf('/api-keys', (name) => ({
      name,
      role: 'rep',
      scopes: ['check.run'],
      expiresInDays: 1,
    }));
    const { body } = await admin.get<v.InferOutput<typeof ApiKeys>>('/api-keys');
    expect(body.keys.map(({ name }) => name).sort()).toEqual(
      names.map((name) => name.trim()).sort(),
    );
  });

  it('the name of a list', async () => {
    const defaults = { type: 'objected', channel: 'email' };
    const names = await takenOf('/imports', (name) => ({ name, format: 'csv', defaults }));
    const { body } = await admin.get<v.InferOutput<typeof ImportsPage>>('/imports?limit=100');
    expect(body.imports.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('the name of a connection', async () => {
    const names = await takenOf('/providers', (name) => ({ provider: 'postmark', name }));
    const { body } = await admin.get<v.InferOutput<typeof ProviderList>>('/providers');
    expect(body.connections.map(({ name }) => name).sort()).toEqual(
      names.map((name) => name.trim()).sort(),
    );
  });
});

/** Those of the strings that the route takes as a name. */
async function takenOf(path: string, make: (name: string) => unknown): Promise<string[]> {
  const taken: string[] = [];
  for (const name of some) {
    const { status } = await admin.post(path, make(name));
    if (status < 300) taken.push(name);
  }
  expect(taken.length).toBeGreaterThan(some.length / 3);
  return taken;
}
