import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import { Packs } from '../../../extension/guard/packs.ts';
import { WrittenScreening } from '../../../extension/guard/screening.ts';
import { createWording } from '../../../extension/guard/wording.ts';
import type { Composer } from '../../../extension/sites/site.ts';
import type { Policy, Role } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { en } from '../../../shared/screening/terms/en/pack.ts';
import { button, buttons, inside, openRoots, press, settled } from '../overlay/hands.ts';
import { at, jane } from './subjects.ts';

const { sent } = vi.hoisted(() => ({ sent: [] as [string, unknown][] }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string, ask: unknown) => void sent.push([name, ask]),
}));

const packs = new Packs(async (language) => (language === 'en' ? en : null), Date.now);
beforeAll(() => packs.load(['en']));

let editor: HTMLElement;
let wording: ReturnType<typeof createWording> | undefined;
beforeEach(() => {
  openRoots();
  sent.length = 0;
  document.body.innerHTML = '<div class="composer"><div contenteditable="true"></div></div>';
  editor = document.querySelector('[contenteditable]')!;
});
afterEach(() => {
  wording?.clear();
  wording = undefined;
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 400));
async function write(text: string, policy: Policy = defaultPolicy, role: Role = 'rep') {
  editor.textContent = text;
  const knowledge = new Knowledge(async () => ({
    status: 'ready',
    policy,
    role,
    version: 1,
    syncedAt: at,
    facts: [{ marks: [] }],
  }));
  await knowledge.learn([jane]);
  const screening = new WrittenScreening(packs, knowledge, async () => undefined);
  const composer: Composer = {
    root: editor.parentElement!,
    recipients: () => ({ status: 'read', recipients: [] }),
    hasSend: () => true,
    written: () => ({
      body: editor.textContent.trim(),
      isReply: false,
      bodyElement: editor,
      texts: [...editor.childNodes] as Text[],
    }),
  };
  const seen = [{ composer, canSend: true, people: [] }];
  const shown = (wording = createWording({ screening, knowledge }));
  const look = async () => {
    shown.show(seen);
    await pause();
  };
  await look();
  return { look, gone: () => shown.show([]) };
}

const chip = () => document.querySelector('heed-wording')?.shadowRoot?.querySelector('button');
const card = () => inside('heed-wording-card');
async function openCard() {
  press(chip()!);
  await settled();
}

describe('what is found while one writes', () => {
  it('is counted beside the message, and nothing of it stands in the composer', async () => {
    await write('As a Muslim, you will like it. You are pregnant.');
    expect(chip()?.textContent).toBe('2 wordings to look at');
    expect(editor.innerHTML).toBe('As a Muslim, you will like it. You are pregnant.');
  });

  it('is not there where nothing is found, and goes with the words or the composer', async () => {
    const { look, gone } = await write('We make lamps.');
    expect(chip()).toBeUndefined();
    editor.textContent = 'You are pregnant.';
    await look();
    expect(chip()).toBeDefined();
    editor.textContent = 'You are welcome.';
    await look();
    expect(chip()).toBeUndefined();
    editor.textContent = 'You are pregnant.';
    await look();
    gone();
    expect(chip()).toBeUndefined();
  });

  it('is explained: what, why, whose rule, and what it becomes', async () => {
    await write('As a Muslim, you will like it. You are pregnant.');
    await openCard();
    const { textContent } = card();
    for (const words of ['As a Muslim', 'religion', 'by analogy', 'You will like it.', '1 of 2'])
      expect(textContent).toContain(words);
    expect(textContent).toContain('2 of 2 sentences rest on something private');
    press(button(card(), /1 of 2/));
    await settled();
    expect(card().textContent).toContain('You are pregnant');
    expect(buttons(card())).not.toContain('Use this');
  });

  it('is explained as it stands by then, and not as it stood at the last pause', async () => {
    await write('As a Muslim, you will like our');
    editor.textContent = 'As a Muslim, you will like our food.';
    await openCard();
    expect(card().textContent).toContain('You will like our food.');
  });

  it('has no card where it went since the last pause', async () => {
    await write('As a Muslim, you will like it.');
    editor.textContent = 'You will like it.';
    await openCard();
    expect(document.querySelector('heed-wording-card')).toBeNull();
    expect(chip()).toBeUndefined();
  });

  it('is changed with all that was typed since it was shown', async () => {
    await write('As a Muslim, you will like our');
    await openCard();
    editor.textContent = 'As a Muslim, you will like our food.';
    const typed: unknown[] = [];
    document.execCommand = (...asked) => typed.push(asked) > 0;
    press(button(card(), /Use this/));
    await settled();
    expect(typed).toEqual([['insertText', false, 'Y']]);
    expect(document.getSelection()?.toString()).toBe('As a Muslim, y');
  });

  it('is let go for a reason; its rule is counted, and nothing else leaves', async () => {
    await write('As a Muslim, you will like it.');
    await openCard();
    press(button(card(), /told us/));
    await pause();
    expect(chip()).toBeUndefined();
    expect(document.querySelector('heed-wording-card')).toBeNull();
    expect(sent).toEqual([['dismissal.note', { category: 'pd:Religion', binder: 'apposition' }]]);
  });

  it('stays where the organisation stops it and the member may not override', async () => {
    const screening = { default: 'block', byCategory: {} } as const;
    await write('You are pregnant.', { ...defaultPolicy, screening });
    await openCard();
    expect(buttons(card())).not.toContain('They told us so');
    expect(card().textContent).toContain('Your organisation does not let this be kept');
  });

  it('says so when the page does not take the change', async () => {
    await write('As a Muslim, you will like it.');
    await openCard();
    document.execCommand = () => false;
    press(button(card(), /Use this/));
    await settled();
    expect(card().textContent).toContain('Change it by hand');
  });

  it('is not shown where the organisation asks for nothing', async () => {
    const off = { default: 'off', byCategory: {} } as const;
    await write('You are pregnant.', { ...defaultPolicy, screening: off });
    expect(chip()).toBeUndefined();
  });
});
