import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { talkAbout } from '../../../extension/guard/conversation.ts';
import type { StoppedSend } from '../../../extension/guard/guard.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { button, buttons, inside, openRoots, press, settled } from '../overlay/hands.ts';
import { at, jane, janeWith, mark } from './subjects.ts';

const { sent } = vi.hoisted(() => ({ sent: [] as [string, unknown][] }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string, ask: unknown) => {
    sent.push([name, ask]);
    return { ok: true, value: { queued: 0 } };
  },
}));

let isDraftKept = true;
let sends = 0;
let talk: Promise<void>;

beforeEach(() => {
  openRoots();
  sent.length = 0;
  sends = 0;
  isDraftKept = true;
  const { facts, decision, setting } = janeWith([mark('objected')]);
  const recipient = { text: 'Jane', identifier: jane, remove: () => true };
  const composer = {
    root: document.body,
    recipients: () => ({ status: 'read', recipients: [recipient] }),
    hasSend: () => true,
    saveDraft: () => isDraftKept,
  };
  const judgement = { kind: 'stop', people: [{ recipient, decision }] };
  const stopped = {
    composer,
    judgement,
    judgeAgain: async () => judgement,
    send: () => (sends += 1),
  } as unknown as StoppedSend;
  talk = talkAbout(stopped, {
    site: gmail,
    knowledge: { setting, about: () => facts },
    now: () => at,
  });
});
afterEach(async () => {
  const root = document.querySelector('heed-dialog')?.shadowRoot;
  if (root) press(button(root, /^Keep editing$/));
  await talk;
});

describe('the talk about a send that was stopped', () => {
  it('has it counted, and tells nothing of whom or what', () => {
    expect(sent).toEqual([['stop.note', {}]]);
  });

  it('keeps the draft, and is over', async () => {
    press(button(inside('heed-dialog'), /^Save as draft$/));
    await talk;
    expect(document.querySelector('heed-dialog')).toBeNull();
    expect(sends).toBe(0);
  });

  it('says so when the draft could not be put away, and goes on', async () => {
    isDraftKept = false;
    press(button(inside('heed-dialog'), /^Save as draft$/));
    await settled();
    expect(inside('heed-dialog').querySelector('[role=alert]')!.textContent).toContain(
      'could not put the draft away',
    );
  });

  it('offers nothing that leads around a person’s no', () => {
    const offered = buttons(inside('heed-dialog'));
    expect(offered).toEqual(['Remove Jane', 'Keep editing', 'Save as draft']);
  });
});
