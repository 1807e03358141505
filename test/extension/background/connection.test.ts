// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventInput, SyncResponse } from '../../../shared/protocol/api.ts';
import { answer, baseId, baseOf, entry, memoryParts } from './sync-samples.ts';

// There is no IndexedDB and no browser here; the end-to-end tests run with both.
const { kept, parts } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  parts: {} as ReturnType<typeof memoryParts>,
}));
Object.assign(parts, memoryParts());
vi.mock('../../../extension/background/kept.ts', () => ({
  keep: async (name: string, value: unknown) => void kept.set(name, value),
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
  keptParts: parts,
}));
vi.mock('webextension-polyfill', () => ({
  default: { storage: { local: { set: async () => {} } }, alarms: {} },
}));

const { base, bytes } = baseOf(entry('jane@example.com'));
const gzipped = (plain: ArrayBuffer): Response =>
  new Response(new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip')));
let down = false;
/** Answers wait for this. */
let held = Promise.resolve();
const gone: string[] = [];
/** Two credentials of one person, as after a browser was connected anew, and one of somebody else. */
function whoIs(init: RequestInit = {}): Response {
  const token = new Headers(init.headers).get('authorization')!.replace('Bearer ', '');
  if (init.method === 'DELETE') gone.push(token);
  const id = token === 'colleague' ? 'mem_2' : 'mem_1';
  const as = { organisationId: 'org_1', organisation: 'Acme', id, name: 'Pat', role: 'rep' };
  return Response.json(as);
}
let synced: Partial<SyncResponse> = {};
const posted: string[] = [];
vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
  await held;
  if (down) throw new TypeError('down');
  if (init?.method === 'POST') posted.push(url);
  if (url.endsWith('/devices/current')) return whoIs(init);
  if (url.endsWith(baseId)) return Response.json(base);
  if (url.includes('/base/')) return gzipped(bytes[Number(url.at(-1))]!);
  const sync = answer({ full: true, version: 1, ...synced });
  return Response.json(sync.ok && sync.value.body);
});
const { connect, connection, disconnect, facts, record, sync } =
  await import('../../../extension/background/connection.ts');

const jane = { type: 'email', value: 'jane@example.com' } as const;
const no: EventInput = {
  identifier: jane,
  type: 'objected',
  purpose: 'direct-marketing',
  channel: 'all',
  occurredAt: '2026-05-03T09:00:00Z',
  method: 'reply',
};

beforeEach(async () => {
  await disconnect();
  kept.clear();
  parts.kept.clear();
  posted.length = 0;
  down = false;
  held = Promise.resolve();
  synced = {};
});

describe('the connection', () => {
  it('does not call itself missing when only its copy of the facts is', async () => {
    expect(await facts([jane])).toEqual({ status: 'not-connected' });
    down = true;
    kept.set('settings', { apiBase: 'https://one.example/api/v1', token: 't' });
    expect(await facts([jane])).toEqual({ status: 'unavailable' });
    await sync();
  });

  it('sends what was recorded for one server to no other, says so, and holds to a no', async () => {
    await connect('https://one.example', 'token');
    down = true;
    await record(no);
    down = false;
    await disconnect();
    await connect('https://other.example', 'token');
    await sync();
    expect(posted).toEqual([]);
    const now = await connection();
    expect(now).toMatchObject({ queued: 0, trouble: expect.stringContaining('1 fact was') });
    const told = await facts([jane]);
    expect(told).toMatchObject({ facts: [{ marks: [{ type: 'objected' }] }] });
    await connect('https://one.example', 'token');
    await sync();
    expect(posted).toEqual(['https://one.example/api/v1/events']);
  });

  it('sends what was recorded before it was connected anew, but not for somebody else', async () => {
    await connect('https://one.example', 'first');
    down = true;
    await record(no);
    await disconnect();
    down = false;
    await connect('https://one.example', 'colleague');
    await sync();
    expect(posted).toEqual([]);
    await disconnect();
    await connect('https://one.example', 'second');
    await sync();
    expect(posted).toEqual(['https://one.example/api/v1/events']);
  });

  it('says as whom it is connected, and has the server forget it at the end', async () => {
    await connect('https://one.example', 'first');
    expect(await connection()).toMatchObject({ as: { name: 'Pat', organisation: 'Acme' } });
    gone.length = 0;
    expect(await disconnect()).toEqual({ status: 'not-connected' });
    expect(gone).toEqual(['first']);
  });

  it('sends what is recorded while a sync is under way, as soon as that has ended', async () => {
    await connect('https://one.example', 'token');
    let goOn = (): void => {};
    held = new Promise((resolve) => (goOn = resolve));
    const first = sync();
    const recorded = record(no);
    await new Promise((resolve) => setTimeout(resolve, 0));
    goOn();
    await first;
    expect(await recorded).toEqual({ ok: true, value: { queued: 0 } });
    expect(posted).toEqual(['https://one.example/api/v1/events']);
  });

  it('says that it lacks its copy, and tells nobody’s facts, when that is damaged; until it is fetched again', async () => {
    synced = { base: { id: baseId, version: 1 } };
    await connect('https://one.example', 'token');
    expect(await facts([jane])).toMatchObject({ status: 'ready', facts: [{ marks: [{}] }] });
    await sync();
    down = true;
    for (const [name, part] of parts.kept) parts.kept.set(name, part.slice(8));
    // As after the browser has stopped the background: nothing is open any more.
    vi.resetModules();
    const anew = await import('../../../extension/background/connection.ts');
    expect(await anew.facts([jane])).toEqual({ status: 'unavailable' });
    expect(await anew.connection()).toMatchObject({ status: 'no-copy' });
    await anew.sync();
    down = false;
    await anew.sync();
    expect(await anew.facts([jane])).toMatchObject({ facts: [{ marks: [{ type: 'objected' }] }] });
    expect(await anew.connection()).toMatchObject({ status: 'connected', entries: 1 });
  });
});
