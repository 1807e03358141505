import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';

// There is no IndexedDB and no browser here; the end-to-end tests run with both.
const kept = new Map<string, unknown>();
vi.mock('../../../extension/background/kept.ts', () => ({
  keep: async (name: string, value: unknown) => void kept.set(name, value),
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
}));
vi.mock('webextension-polyfill', () => ({
  default: { storage: { local: { set: async () => {} } }, alarms: {} },
}));

let down = false;
const posted: string[] = [];
vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
  if (down) throw new TypeError('down');
  if (init?.method === 'POST') posted.push(url);
  const sync = { version: 1, full: true, deviceKey: '0'.repeat(32), policy: defaultPolicy };
  return Response.json({ ...sync, role: 'rep', entries: [] });
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
  posted.length = 0;
  down = false;
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
});
