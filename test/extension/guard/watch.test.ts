import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import { watchPage } from '../../../extension/guard/watch.ts';
import { all, eachOf } from '../../../extension/sites/dom.ts';
import type { Site } from '../../../extension/sites/site.ts';
import { background } from './guarded-page.ts';

vi.mock('../../../extension/background/send-message.ts', () => ({ sendMessage: async () => ({}) }));

let life: AbortController;
let looks: number;
/** How long a look at this page takes: milliseconds. */
let cost: number;
let onLook: () => void;

const site = {
  id: 'gmail',
  channel: 'email',
  composers: () => {
    looks++;
    vi.setSystemTime(Date.now() + cost);
    onLook();
    return [];
  },
} as unknown as Site;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now());
  life = new AbortController();
  [looks, cost, onLook] = [0, 1, () => {}];
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function watched() {
  const knowledge = new Knowledge(background);
  await knowledge.learn([]);
  const watch = watchPage({
    site,
    knowledge,
    onSeen: () => {},
    onFailed: () => {},
    isOff: () => false,
    now: () => Date.now(),
    signal: life.signal,
  });
  await vi.advanceTimersByTimeAsync(60);
  expect(looks).toBe(1);
  return watch;
}

const change = () => document.body.append(document.createElement('p'));

describe('the watch over a page', () => {
  it('takes one look for many changes', async () => {
    await watched();
    for (let each = 0; each < 20; each++) change();
    await vi.advanceTimersByTimeAsync(60);
    expect(looks).toBe(2);
  });

  it('leaves a page that goes on changing ten times as long as a look takes', async () => {
    cost = 40;
    await watched();
    change();
    await vi.advanceTimersByTimeAsync(300);
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(looks).toBe(2);
  });

  it('leaves it for no longer than a second', async () => {
    cost = 5000;
    await watched();
    change();
    await vi.advanceTimersByTimeAsync(1050);
    expect(looks).toBe(2);
  });

  it.each(['focusin', 'pointerdown'])('looks soon at what a person does: %s', async (type) => {
    cost = 5000;
    await watched();
    change();
    document.body.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    await vi.advanceTimersByTimeAsync(60);
    expect(looks).toBe(2);
  });

  it('looks within a quarter of a second at what is typed', async () => {
    cost = 5000;
    await watched();
    document.body.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await vi.advanceTimersByTimeAsync(60);
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(looks).toBe(2);
  });

  it('looks no more after it was ended, whatever was planned', async () => {
    await watched();
    change();
    life.abort();
    await vi.advanceTimersByTimeAsync(2000);
    expect(looks).toBe(1);
  });

  it('asks the whole page each question once in a look, and anew in the next', async () => {
    const asked = vi.spyOn(document, 'querySelectorAll');
    const found: number[] = [];
    onLook = () => found.push(all(document, ['p']).length, all(document, ['p']).length);
    const watch = await watched();
    change();
    watch.look();
    expect(found).toEqual([0, 0, 1, 1]);
    expect(asked).toHaveBeenCalledTimes(2);
    expect([all(document, ['p']).length, all(document, ['p']).length]).toEqual([1, 1]);
    expect(asked).toHaveBeenCalledTimes(4);
  });

  it('has what several selectors find in the order of the page, each once', () => {
    document.body.innerHTML = '<b id="1"></b><i id="2"></i><b id="3" class="x"></b><i id="4"></i>';
    const ids = (...selectors: string[]) => eachOf(document, selectors).map(({ id }) => id);
    expect(ids('i', 'b', '.x')).toEqual(['1', '2', '3', '4']);
    expect(ids('.x', 'u')).toEqual(['3']);
    expect([ids(), ids('u')]).toEqual([[], []]);
  });
});
