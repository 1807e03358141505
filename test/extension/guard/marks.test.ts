import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBeside } from '../../../extension/guard/beside.ts';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import type { Marks } from '../../../extension/guard/marks.ts';
import { createMarks } from '../../../extension/guard/marks.ts';
import { Recorder } from '../../../extension/guard/recorder.ts';
import { currentCard } from '../../../extension/overlay/card.tsx';
import type { Site } from '../../../extension/sites/site.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { button, inside, openRoots, press, settled } from '../overlay/hands.ts';
import { at, jane, mark } from './subjects.ts';

const { sent } = vi.hoisted(() => ({ sent: [] as [string, Record<string, unknown>][] }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string, ask: Record<string, unknown>) => {
    sent.push([name, ask]);
    return { ok: true, value: { queued: 0, undoUntil: Date.now() + 60_000 } };
  },
}));

let heading: HTMLElement;
let knowledge: Knowledge;
let marks: Marks;
let isConnected = true;
const site = {
  channel: 'email',
  people: () => [{ text: 'Jane', identifier: jane, anchor: heading, place: 'profile' }],
} as Partial<Site> as Site;
let asked = 0;
let isOff = false;
let learnt = 0;

beforeEach(() => {
  openRoots();
  heading = document.createElement('h1');
  document.body.append(heading);
  sent.length = 0;
  asked = 0;
  learnt = 0;
  isOff = false;
  isConnected = true;
  knowledge = new Knowledge(async (identifiers) => {
    asked += 1;
    if (!isConnected) return { status: 'not-connected' };
    const facts = identifiers.map(() => ({
      marks: [mark('given', { method: 'in-writing', noticed: true })],
    }));
    return { status: 'ready', policy: defaultPolicy, role: 'rep', version: 1, syncedAt: at, facts };
  });
  marks = createMarks({
    pageState: () => undefined,
    recorder: new Recorder('email', Date.now),
    about: (identifier) => ({
      channel: 'email',
      at,
      ...(identifier && { facts: knowledge.about(identifier)! }),
      ...(knowledge.setting && { setting: knowledge.setting }),
    }),
  });
});
afterEach(() => {
  currentCard()?.close();
  marks.clear();
  document.body.replaceChildren();
});

function beside() {
  const onLearnt = () => (learnt += 1);
  return createBeside({ site, knowledge, isOff: () => isOff, now: () => at, onLearnt });
}
const status = () => document.querySelector('heed-badge')?.getAttribute('data-status');

describe('somebody whom the page shows', () => {
  it('has a mark: unchecked until it is known how they stand', async () => {
    const people = beside();
    marks.show([], people.people());
    expect(status()).toBe('unchecked');
    await settled();
    expect(learnt).toBe(1);
    marks.show([], people.people());
    expect(status()).toBe('allowed');
    people.people();
    await settled();
    expect(asked).toBe(1);
  });

  it('is asked about no more, and called unchecked, where there is no connection', async () => {
    isConnected = false;
    const people = beside();
    people.people();
    await settled();
    expect(people.people()[0]!.standing).toBe('not-connected');
    await settled();
    expect(asked).toBe(1);
  });

  it('has none where the site is switched off, nor once the page shows them no more', async () => {
    await knowledge.learn([jane]);
    const people = beside();
    marks.show([], people.people());
    expect(status()).toBe('allowed');
    isOff = true;
    marks.show([], people.people());
    expect(status()).toBeUndefined();
  });

  it('has none where the page cannot be read, and nothing else breaks', () => {
    const broken = { ...site, people: () => (null as never)['length'] } as Site;
    const people = createBeside({
      site: broken,
      knowledge,
      isOff: () => false,
      now: () => at,
      onLearnt: () => undefined,
    });
    expect(people.people()).toEqual([]);
  });

  it('has their no recorded from the card, so that it can be taken back', async () => {
    await knowledge.learn([jane]);
    marks.show([], beside().people());
    press(inside('heed-badge').querySelector('button')!);
    await settled();
    const card = inside('heed-card');
    press(button(card, /^They asked me to stop/));
    await settled();
    press(button(card, /^Record$/));
    await settled();
    const [name, ask] = sent.at(-1)!;
    expect(name).toBe('event.record');
    expect(ask).toMatchObject({
      undoable: true,
      event: { type: 'objected', identifier: jane, channel: 'all' },
    });
    press(button(card, /^Undo/));
    await settled();
    const { id } = ask['event'] as { id: string };
    expect(sent.at(-1)).toEqual(['event.undo', { id }]);
    expect(card.textContent).toContain('Taken back');
  });
});
