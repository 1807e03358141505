import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Banner } from '../../../extension/overlay/banner.tsx';
import { showBanner } from '../../../extension/overlay/banner.tsx';
import type { Undoable } from '../../../extension/overlay/card-input.ts';
import { button, inside, openRoots, press, settled } from './hands.ts';

let banner: Banner;
let undo: Undoable | undefined;
let done: string[];
let answer: string;

beforeEach(() => {
  openRoots();
  undo = undefined;
  done = [];
  answer = '';
  banner = showBanner({
    who: 'Amelia Hart <amelia@example.com>',
    record: async () => {
      done.push('record');
      undo = answer ? undefined : { type: 'objected', until: Date.now() + 60_000 };
      return answer;
    },
    undo: async () => {
      done.push('undo');
      return '';
    },
    undoable: () => undo,
    onGone: () => done.push('gone'),
  });
});
afterEach(() => banner.remove());

describe('the banner over a thread that asks to stop', () => {
  test('says whose wish it seems to be, and asks', () => {
    expect(inside('heed-banner').querySelector('[role=status]')!.textContent).toBe(
      'Amelia Hart seems to ask not to be contacted any more.',
    );
  });

  test('records it, and takes it back', async () => {
    const root = inside('heed-banner');
    press(button(root, /^Record it$/));
    await settled();
    expect(root.textContent).toContain('Recorded: they asked you to stop.');
    press(button(root, /^Undo/));
    await settled();
    expect(done).toEqual(['record', 'undo', 'gone']);
    expect(document.querySelector('heed-banner')).toBeNull();
  });

  test('goes for good when they did not ask', () => {
    press(button(inside('heed-banner'), /^They did not$/));
    expect(done).toEqual(['gone']);
    expect(document.querySelector('heed-banner')).toBeNull();
  });

  test('stays, with what went wrong, when it could not be recorded', async () => {
    answer = 'Connect Heed to your server first.';
    const root = inside('heed-banner');
    press(button(root, /^Record it$/));
    await settled();
    expect(root.querySelector('[role=status]')!.textContent).toBe(answer);
    expect(button(root, /^Record it$/)).toBeDefined();
  });
});
