import { describe, expect, it, vi } from 'vitest';
import { structureOf } from '../../../extension/guard/structure.ts';
import { Troubles, troublesIn } from '../../../extension/guard/troubles.ts';
import { watchElsewhere } from '../../../extension/guard/elsewhere.ts';
import type { Site } from '../../../extension/sites/site.ts';

const root = (): HTMLElement => document.createElement('div');
const composer = (at: HTMLElement) => ({
  root: at,
  recipients: () => ({ status: 'read', recipients: [] }) as const,
  hasSend: () => true,
});

describe('what cannot be protected', () => {
  it('is told once, and only when it lasts', () => {
    const tell = vi.fn<(problem: string) => void>();
    const troubles = new Troubles(tell);
    const found = troublesIn([{ composer: composer(root()), canSend: false, people: [] }], []);
    expect(troubles.see(found, 1000)).toBe(true);
    expect(troubles.see([], 2000)).toBe(false);
    expect(troubles.see(found, 2500)).toBe(true);
    expect(tell).not.toHaveBeenCalled();
    expect(troubles.see(found, 5000)).toBe(false);
    expect(troubles.see(found, 9000)).toBe(false);
    expect(tell.mock.calls.map(([problem]) => problem)).toEqual(['no-send']);
  });

  it('is a composer that cannot be read, and writing that belongs to none', () => {
    const editor = root();
    const seen = [
      { composer: composer(root()), unreadable: 'detectors-disagree', canSend: true, people: [] },
    ] as const;
    expect(troublesIn(seen, [editor]).map(({ problem }) => problem)).toEqual([
      'detectors-disagree',
      'unknown-composer',
    ]);
  });
});

describe('the structure of a part of a page', () => {
  it('is made of names, never of what is written, and reaches into open shadow roots', () => {
    const part = root();
    part.innerHTML =
      '<p class="secret">Dear Jane</p><p class="other">Bye</p><input value="jane@example.com">';
    part.attachShadow({ mode: 'open' }).innerHTML = '<x-jane role="dialog">hello</x-jane>';
    const found = structureOf(part);
    expect(found).toEqual([
      { tag: 'div', attributes: [], depth: 0, count: 1 },
      { tag: 'p', attributes: ['class'], depth: 1, count: 2 },
      { tag: 'input', attributes: ['value'], depth: 1, count: 1 },
      { tag: 'x-jane', role: 'dialog', attributes: ['role'], depth: 1, count: 1 },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Dear|secret|jane@/);
  });
});

describe('writing elsewhere', () => {
  function watch(isOtherWriting?: Site['isOtherWriting']) {
    const life = new AbortController();
    const site = { ...(isOtherWriting && { isOtherWriting }) } as Site;
    const noticed = vi.fn<() => void>();
    return { life, noticed, elsewhere: watchElsewhere(site, noticed, life.signal) };
  }
  function editor(html: string): HTMLElement {
    document.body.innerHTML = html;
    const found = document.body.querySelector<HTMLElement>('textarea, [contenteditable]')!;
    found.getBoundingClientRect = () => new DOMRect(0, 0, 400, 100);
    return found;
  }
  const type = (into: Element) =>
    into.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));

  it('is found by what a person types into, unless a composer is round it', () => {
    const { elsewhere, noticed, life } = watch();
    const field = editor('<section><textarea></textarea></section>');
    expect(elsewhere.found([])).toEqual([]);
    type(field);
    expect(noticed).toHaveBeenCalledTimes(1);
    expect(elsewhere.found([])).toEqual([field]);
    expect(elsewhere.found([field.parentElement!])).toEqual([]);
    life.abort();
  });

  it('is found before anybody types where the page shows an editor', () => {
    const { elsewhere, life } = watch();
    const field = editor('<div contenteditable="true"></div>');
    expect(elsewhere.found([])).toEqual([field]);
    life.abort();
  });

  it('is not what a site knows to be something else, nor a field of one line', () => {
    const { elsewhere, life } = watch((element) => element.className === 'comment');
    type(editor('<div class="comment" contenteditable="true"></div>'));
    expect(elsewhere.found([])).toEqual([]);
    document.body.innerHTML = '<input type="text">';
    type(document.querySelector('input')!);
    expect(elsewhere.found([])).toEqual([]);
    life.abort();
  });
});
