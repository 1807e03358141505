import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Queued } from '../../../extension/background/kept.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';

// There is no IndexedDB, browser or worker here; the end-to-end tests run with all three.
const { kept, synced } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  synced: vi.fn<() => Promise<void>>(async () => undefined),
}));
vi.mock('../../../extension/background/kept.ts', () => ({
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
}));
vi.mock('../../../extension/background/announce.ts', () => ({
  announceChange: async () => undefined,
}));
vi.mock('../../../extension/background/connection.ts', () => ({ sync: synced }));
vi.mock('../../../extension/background/heard.ts', () => ({ lastHeard: async () => 42 }));
const { hearWorker, recordContacted } = await import('../../../extension/background/contacted.ts');
const { wasPassed } = await import('../../../extension/background/tab-sends.ts');

const to = (value: string, type: EventInput['type'] = 'contacted'): EventInput => ({
  identifier: { type: 'email', value },
  type,
  purpose: 'direct-marketing',
  channel: 'email',
  occurredAt: '2026-05-03T09:00:00.000Z',
  method: 'recorded-by-member',
});
const queue = () => (kept.get('queue') ?? []) as Queued[];
const email = (value: string) => ({ type: 'email', value }) as const;

beforeEach(() => {
  kept.clear();
  kept.set('settings', { apiBase: 'https://heed.example/api/v1', token: 'x' });
});

describe('who was written to', () => {
  it('is queued at once for all of a message, and sent', async () => {
    synced.mockClear();
    await recordContacted([to('a@example.com'), to('b@example.com')], 1);
    expect(queue().map(({ event }) => event.identifier.value)).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
    expect(synced).toHaveBeenCalledTimes(1);
  });

  it('is all that a page can record in this way', async () => {
    await recordContacted([to('a@example.com', 'lifted')], 1);
    expect(queue()).toEqual([]);
  });

  it('is not queued for a member who may not record, nor without a connection', async () => {
    kept.set('snapshot', { role: 'auditor' });
    expect(await recordContacted([to('a@example.com')], 1)).toMatchObject({ ok: true });
    kept.clear();
    expect(await recordContacted([to('a@example.com')], 1)).toMatchObject({ ok: false });
    expect(queue()).toEqual([]);
  });

  it('is remembered by tab for a while, so that another frame’s call is explained', async () => {
    await recordContacted([to('A@Example.com')], 7);
    expect(wasPassed(7, [email('a@example.com')], Date.now())).toBe(true);
    expect(wasPassed(7, [email('b@example.com')], Date.now())).toBe(false);
    expect(wasPassed(8, [email('a@example.com')], Date.now())).toBe(false);
    expect(wasPassed(7, [email('a@example.com')], Date.now() + 60_000)).toBe(false);
    await recordContacted([], 7);
    expect(wasPassed(7, [email('b@example.com')], Date.now())).toBe(true);
  });
});

describe('a call that names nobody', () => {
  it('is explained by a message right before it, and with it what the page calls at once', async () => {
    const now = Date.now();
    expect(wasPassed(9, [], now)).toBe(false);
    await recordContacted([to('a@example.com')], 9);
    expect(wasPassed(9, [], now + 20_000)).toBe(false);
    expect(wasPassed(9, [], now + 1000)).toBe(true);
    expect(wasPassed(9, [], now + 1500)).toBe(true);
  });

  it('is not explained by one that another call was of', async () => {
    const now = Date.now();
    await recordContacted([to('a@example.com')], 10);
    await recordContacted([to('b@example.com')], 10);
    expect([1000, 1100, 6000].map((after) => wasPassed(10, [], now + after))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a press that makes no call', () => {
  it('explains nothing that leaves after the next one', async () => {
    const now = Date.now();
    for (const value of ['a@example.com', 'b@example.com', 'c@example.com'])
      await recordContacted([to(value)], 11);
    expect(wasPassed(11, [], now + 700)).toBe(true);
    expect(wasPassed(11, [], now + 9000)).toBe(false);
  });
});

describe('asking the worker while a gesture is held', () => {
  it('waits no longer than it may', async () => {
    synced.mockReturnValueOnce(new Promise(() => undefined));
    expect(await hearWorker(20)).toEqual({ heardAt: 42 });
  });
});
