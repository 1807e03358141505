import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as learning from '../../../extension/guard/learn-words.ts';
import { inside, openRoots } from '../overlay/hands.ts';

const { background } = vi.hoisted(() => ({
  background: { answers: false, asked: 0 },
}));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string) => {
    background.asked += name === 'words.get' ? 1 : 0;
    if (!background.answers) throw new Error('Extension context invalidated.');
    return { language: 'de', own: { 'page.reload': 'Neu laden' }, reasons: { a: 'Ein Grund' } };
  },
}));
// As the build leaves it in a script for pages.
vi.mock('../../../extension/ui/words/en.json', async (original) => {
  const { default: all } = await original<{ default: Record<string, string> }>();
  const { default: alone } = await import('../../../extension/ui/words/alone.json');
  return { default: Object.fromEntries(alone.map((key) => [key, all[key]])) };
});

/** A page's own copy of what it knows of words. */
let learnWords: typeof learning.learnWords;
let wordsHere: typeof learning.wordsHere;
let life = new AbortController();

beforeEach(async () => {
  vi.resetModules();
  life = new AbortController();
  openRoots();
  background.answers = false;
  background.asked = 0;
  ({ learnWords, wordsHere } = await import('../../../extension/guard/learn-words.ts'));
});
afterEach(() => {
  life.abort();
  document.body.replaceChildren();
});

describe('the words of a page', () => {
  it('come from the background, asked once', async () => {
    background.answers = true;
    const { say, reasonWords } = await import('../../../extension/ui/say.ts');
    expect(await Promise.all([wordsHere(), wordsHere()])).toEqual([true, true]);
    expect(background.asked).toBe(1);
    expect([say('page.reload'), reasonWords()['a']]).toEqual(['Neu laden', 'Ein Grund']);
  });

  it('are asked for again after they did not come, and where they may be others now', async () => {
    expect(await wordsHere()).toBe(false);
    background.answers = true;
    expect(await wordsHere()).toBe(true);
    expect(await learnWords()).toBe(true);
    expect(background.asked).toBe(3);
  });

  it('are enough by themselves to say that the extension did not answer', async () => {
    await wordsHere();
    const { openDialog } = await import('../../../extension/overlay/dialog.tsx');
    const { inputFor } = await import('../../../extension/guard/dialog-input.ts');
    const { gmail } = await import('../../../extension/sites/gmail/gmail.ts');
    const composer = {
      root: document.body,
      recipients: () => ({ status: 'read', recipients: [] }) as const,
      hasSend: () => true,
      saveDraft: () => true,
    };
    const knowledge = { setting: undefined, about: () => undefined };
    const around = { site: gmail, stopped: { composer }, knowledge, now: () => 0 };
    const dialog = openDialog(inputFor({ kind: 'no-answer' }, around), () => {});
    const said = inside('heed-dialog').querySelector('dialog')!.textContent;
    expect(said).toContain('Reload the page and send again.');
    expect(said).toContain('Save as draft');
    expect(said).not.toMatch(/[a-z]\.[a-z]/);
    dialog.close();
  });

  it('are enough by themselves for all that is said of a page', async () => {
    await wordsHere();
    const { pageStatus, showPageState } = await import('../../../extension/overlay/page-state.tsx');
    const states = Object.keys(pageStatus) as (keyof typeof pageStatus)[];
    const pill = showPageState('reload');
    for (const state of states) {
      pill.update(state);
      const root = inside('heed-page-state');
      expect(root.textContent).not.toContain(`page.${state}`);
      expect(root.querySelector('button')!.getAttribute('aria-label')).toBe('Hide this');
    }
    pill.remove();
  });
});
