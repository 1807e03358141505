import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, memoryParts } from './sync-samples.ts';
import type * as Background from '../../../extension/background/connection.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';

// There is no IndexedDB and no browser here; what is kept is all that outlives the background.
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
const posted: { id: string; type: string }[] = [];
vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
  if (url.endsWith('/events')) posted.push(...JSON.parse(String(init?.body)).events);
  if (url.endsWith('/devices/current')) return Response.json({});
  const all = answer({ full: true, version: 1 });
  return Response.json(all.ok && all.value.body);
});

const jane = { type: 'email', value: 'jane@example.com' } as const;
const fact = (id: string, type: EventInput['type'], value: string = jane.value): EventInput => ({
  id,
  identifier: { type: 'email', value },
  type,
  purpose: 'direct-marketing',
  channel: type === 'objected' ? 'all' : 'email',
  occurredAt: '2026-05-03T09:00:00Z',
  method: 'reply',
});

let background: typeof Background;

/** As the browser does when it likes: nothing but what is kept comes back. */
async function startAnew(): Promise<void> {
  vi.resetModules();
  background = await import('../../../extension/background/connection.ts');
}

async function typesOfJane(): Promise<string[]> {
  const known = await background.facts([jane]);
  return known.status === 'ready' ? known.facts[0]!.marks.map(({ type }) => type) : [];
}

const start = Date.UTC(2026, 4, 3, 12);

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  kept.clear();
  posted.length = 0;
  await startAnew();
  await background.connect('http://localhost:8787', 'token');
});

describe('a fact that can be taken back', () => {
  it('holds at once on this device, and nobody else hears of it for a minute', async () => {
    const taken = await background.record(fact('no', 'objected'), true);
    expect(taken).toEqual({ ok: true, value: { queued: 1, undoUntil: start + 60_000 } });
    expect(await typesOfJane()).toEqual(['objected']);
    vi.setSystemTime(start + 59_999);
    await background.sync();
    expect(posted).toEqual([]);
  });

  it('is gone without a trace when it is taken back', async () => {
    await background.record(fact('no', 'objected'), true);
    expect(await background.undo('no')).toMatchObject({ ok: true, value: { queued: 0 } });
    expect(await typesOfJane()).toEqual([]);
    vi.setSystemTime(start + 120_000);
    await background.sync();
    expect(posted).toEqual([]);
  });

  it('is sent when its minute is over, and cannot be taken back then', async () => {
    await background.record(fact('no', 'objected'), true);
    vi.setSystemTime(start + 60_000);
    expect(await background.undo('no')).toMatchObject({ problem: { code: 'undo.too-late' } });
    await background.sync();
    expect(posted.map(({ id }) => id)).toEqual(['no']);
    expect(await background.undo('no')).toMatchObject({ ok: false });
  });

  it('goes on being held, undoable and then sent after the background was stopped', async () => {
    await background.record(fact('first', 'objected'), true);
    await background.record(fact('second', 'objected'), true);
    await startAnew();
    expect(await typesOfJane()).toContain('objected');
    expect(await background.undo('first')).toMatchObject({ ok: true });
    vi.setSystemTime(start + 61_000);
    await startAnew();
    await background.sync();
    expect(posted.map(({ id }) => id)).toEqual(['second']);
  });

  it('cannot be taken back any more once a clock that went back has let it out', async () => {
    await background.record(fact('no', 'objected'), true);
    vi.setSystemTime(start + 60_000);
    await background.sync();
    vi.setSystemTime(start);
    expect(await background.undo('no')).toMatchObject({ ok: false });
  });
});

describe('taking back', () => {
  it('leaves every no that was on record before as it was', async () => {
    await background.record(fact('old', 'objected'));
    await background.record(fact('new', 'objected'), true);
    await background.undo('new');
    expect(await background.undo('old')).toMatchObject({ ok: false });
    expect(posted.map(({ id }) => id)).toEqual(['old']);
  });

  it('does nothing for an id that this device does not hold', async () => {
    expect(await background.undo('unheard-of')).toMatchObject({ ok: false });
  });

  it('is over for a yes as soon as somebody was written to on the strength of it', async () => {
    await background.record(fact('yes', 'given', 'Jane@Example.com'), true);
    await background.record(fact('other', 'given', 'kim@example.com'), true);
    await background.record(fact('mail', 'contacted'));
    expect(await background.undo('yes')).toMatchObject({ ok: false });
    expect(posted.map(({ id }) => id)).toEqual(['yes', 'mail']);
    expect(await background.undo('other')).toMatchObject({ ok: true });
  });
});
