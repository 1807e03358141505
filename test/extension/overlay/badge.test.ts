import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Badge } from '../../../extension/overlay/badge.tsx';
import { showBadge } from '../../../extension/overlay/badge.tsx';
import type { PageStatePill } from '../../../extension/overlay/page-state.tsx';
import { showPageState } from '../../../extension/overlay/page-state.tsx';
import type { Status } from '../../../extension/ui/status.ts';
import { cardOf } from './cards.ts';
import { byHand, inside, openRoots, press, settled } from './hands.ts';

let chip: HTMLElement;
let shown: (Badge | PageStatePill)[];

beforeEach(() => {
  openRoots();
  shown = [];
  chip = document.createElement('div');
  chip.append('Amelia Hart');
  document.body.append(chip);
});
afterEach(() => {
  for (const one of shown) one.remove();
  chip.remove();
});

function badge(status: Status, who = 'Amelia Hart'): Badge {
  const made = showBadge(
    chip,
    { status, who, sentence: 'They objected on 2026-05-03.' },
    cardOf({ who }).ports,
  );
  shown.push(made);
  return made;
}

describe('a badge', () => {
  test.each([
    ['allowed', 'OK'],
    ['warned', 'Check'],
    ['blocked', 'No'],
    ['unknown', 'Unknown'],
    ['unchecked', 'Not checked'],
  ] as const)('says %s with a word, a shape and a full sentence', (status, word) => {
    badge(status);
    const root = inside('heed-badge');
    expect(root.querySelector('.word')!.textContent).toBe(word);
    expect(root.querySelector('svg path, svg circle')).not.toBeNull();
    expect(root.querySelector('.badge')!.getAttribute('aria-label')).toMatch(
      /^Amelia Hart: [A-Z][A-Za-z ]+\. They objected on 2026-05-03\.$/,
    );
    expect(document.querySelector('heed-badge')!.getAttribute('data-status')).toBe(status);
  });

  test('has a shape of its own for each status', () => {
    const shapes = (['allowed', 'warned', 'blocked', 'unknown', 'unchecked'] as const).map(
      (one) => {
        const made = badge(one);
        const shape = inside('heed-badge').querySelector('svg')!.innerHTML;
        made.remove();
        return shape;
      },
    );
    expect(new Set(shapes).size).toBe(5);
  });

  test('leaves the chip as it was', () => {
    const before = document.body.innerHTML;
    badge('blocked').update({ status: 'allowed', who: 'Amelia Hart', sentence: 'Fine.' });
    expect(document.body.innerHTML).toBe(before);
  });

  test('changes with its state and goes when it is removed', async () => {
    const made = badge('unchecked');
    made.update({ status: 'blocked', who: 'Amelia Hart', sentence: 'They said no.' });
    expect(inside('heed-badge').querySelector('.word')!.textContent).toBe('No');
    made.remove();
    await settled();
    expect(document.querySelector('heed-badge')).toBeNull();
  });

  test('does not take the focus from the page when it is pressed', () => {
    badge('blocked');
    const pressed = byHand(
      new MouseEvent('mousedown', { bubbles: true, composed: true, cancelable: true }),
    );
    inside('heed-badge').querySelector('.badge')!.dispatchEvent(pressed);
    expect(pressed.defaultPrevented).toBe(true);
  });

  test('shows a name as text', () => {
    badge('blocked', '<b>Amelia</b>');
    const root = inside('heed-badge');
    expect(root.querySelector('b')).toBeNull();
    expect(root.querySelector('.badge')!.getAttribute('aria-label')).toContain('<b>Amelia</b>');
  });
});

describe('the page’s state', () => {
  function pill(): PageStatePill {
    const made = showPageState('protected');
    shown.push(made);
    return made;
  }

  test('is said in words', () => {
    const made = pill();
    expect(inside('heed-page-state').textContent).toContain('Protected');
    made.update('not-connected');
    expect(inside('heed-page-state').textContent).toContain('Not connected');
  });

  test('can be sent away by a person alone, until there is something else to say', () => {
    const made = pill();
    const root = inside('heed-page-state');
    root.querySelector('button')!.click();
    expect(root.textContent).toContain('Protected');
    press(root.querySelector('button')!);
    expect(root.querySelector('.pill')).toBeNull();
    made.update('protected');
    expect(root.querySelector('.pill')).toBeNull();
    made.update('unreadable');
    expect(root.textContent).toContain('Could not read this message');
  });
});
