import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import { Recorder } from '../../../extension/guard/recorder.ts';
import { createThreadReader } from '../../../extension/guard/thread-reader.ts';
import type { LastMessage, Site } from '../../../extension/sites/site.ts';
import { asksToStop } from '../../../shared/screening/ask-to-stop/asks-to-stop.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { button, inside, openRoots, press, settled } from '../overlay/hands.ts';
import { at, jane, mark } from './subjects.ts';

const { sent } = vi.hoisted(() => ({ sent: [] as [string, Record<string, unknown>][] }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string, ask: Record<string, unknown>) => {
    sent.push([name, ask]);
    if (name === 'thread.read') return { asksToStop: asksToStop(String(ask['text'])) };
    return { ok: true, value: { queued: 1, undoUntil: Date.now() + 60_000 } };
  },
}));

let last: LastMessage | null;
let hasObjected = false;
let isOff = false;
let reader: ReturnType<typeof createThreadReader>;

beforeEach(async () => {
  openRoots();
  sent.length = 0;
  hasObjected = false;
  isOff = false;
  const site = { channel: 'email', lastMessage: () => last } as Partial<Site> as Site;
  const knowledge = new Knowledge(async (identifiers) => ({
    status: 'ready',
    policy: defaultPolicy,
    role: 'rep',
    version: 1,
    syncedAt: at,
    facts: identifiers.map(() => ({ marks: hasObjected ? [mark('objected')] : [] })),
  }));
  await knowledge.learn([]);
  reader = createThreadReader({
    site,
    knowledge,
    recorder: new Recorder('email', Date.now),
    now: () => at,
    isOff: () => isOff,
    onLearnt: () => reader.look(),
  });
});
afterEach(() => reader.clear());

async function read(text: string): Promise<Element | null> {
  last = { from: jane, text, anchor: document.body };
  reader.look();
  await settled();
  return document.querySelector('heed-banner');
}

describe('the open thread', () => {
  it('has the wish to be left alone offered to be recorded, and records it as their objection', async () => {
    expect(await read('Please stop emailing me.')).not.toBeNull();
    press(button(inside('heed-banner'), /^Record it$/));
    await settled();
    const [, ask] = sent.find(([name]) => name === 'event.record')!;
    expect(ask).toMatchObject({
      undoable: true,
      event: { type: 'objected', channel: 'all', method: 'reply', identifier: jane },
    });
    expect(JSON.stringify(ask)).not.toContain('emailing');
  });

  it('offers nothing for other messages, and asks about each once', async () => {
    expect(await read('See you on Tuesday.')).toBeNull();
    reader.look();
    await settled();
    expect(sent).toHaveLength(1);
  });

  it('offers nothing when their no is on record already', async () => {
    hasObjected = true;
    expect(await read('Please stop emailing me.')).toBeNull();
  });

  it('does not offer again what was sent away, but does offer the next', async () => {
    await read('Please stop emailing me.');
    press(button(inside('heed-banner'), /^They did not$/));
    expect(await read('Please stop emailing me.')).toBeNull();
    expect(await read('Stop emailing me, I said.')).not.toBeNull();
  });

  it('goes when the thread is closed, and reads nothing where the site is switched off', async () => {
    await read('Please stop emailing me.');
    last = null;
    reader.look();
    expect(document.querySelector('heed-banner')).toBeNull();
    isOff = true;
    sent.length = 0;
    expect(await read('Please stop emailing me at once.')).toBeNull();
    expect(sent).toEqual([]);
  });
});
