import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Badge } from '../../../extension/overlay/badge.tsx';
import { showBadge } from '../../../extension/overlay/badge.tsx';
import { currentCard, showCard } from '../../../extension/overlay/card.tsx';
import { shieldOnce } from '../../../extension/overlay/dialog.tsx';
import { cardOf } from './cards.ts';
import { button, buttons, byHand, inside, openRoots, press, settled } from './hands.ts';

let badge: Badge | undefined;

beforeEach(() => {
  openRoots();
  shieldOnce();
});
afterEach(() => {
  currentCard()?.close();
  badge?.remove();
  badge = undefined;
  document.body.replaceChildren();
});

function open(card = cardOf()): ShadowRoot {
  showCard(card.ports, undefined, () => undefined);
  return inside('heed-card');
}

function key(code: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = byHand(
    new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true, ...init }),
  );
  document.body.dispatchEvent(event);
  return event;
}

const facts = (root: ShadowRoot) =>
  Object.fromEntries(
    [...root.querySelectorAll('dl > div')].map((row) => [
      row.querySelector('dt')!.textContent,
      row.querySelector('dd')!.textContent,
    ]),
  );

describe('a card', () => {
  test('says who, how they stand, why, on whose decision, and by which rule', () => {
    const root = open();
    expect(root.querySelector('[role=dialog]')!.getAttribute('aria-label')).toBe(
      'What Heed knows about Amelia Hart <amelia@example.com>',
    );
    expect(root.textContent).toContain('Said no');
    expect(root.textContent).toContain('They objected to direct marketing by e-mail');
    expect(root.textContent).toContain('Nobody can override it');
    expect(root.querySelector('details')!.textContent).toContain('GDPR Art. 21(2)-(3)');
  });

  test('says for what, since when, from where, the last contact and when one may write', () => {
    const at = new Date(2026, 4, 3, 9).getTime();
    const root = open(
      cardOf({
        since: at,
        until: at,
        source: 'Their own objection',
        last: { at, channel: 'linkedin' },
        next: 'person',
      }),
    );
    expect(facts(root)).toEqual({
      'Asked for': 'direct marketing by e-mail',
      Since: '3 May 2026',
      Until: '3 May 2026',
      Source: 'Their own objection',
      'Last contact': '3 May 2026, by LinkedIn',
      'Next allowed': 'When they say so themselves',
    });
  });

  test('leaves out what is not known, but says that nobody was in contact', () => {
    expect(facts(open(cardOf({ last: null })))).toEqual({
      'Asked for': 'direct marketing by e-mail',
      'Last contact': 'None on record',
    });
  });

  test('takes no focus by itself, and gives it back when it goes', async () => {
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
    const root = open();
    expect(document.activeElement).toBe(field);
    currentCard()!.enter();
    expect(root.activeElement?.className).toBe('card');
    expect(key('Escape').defaultPrevented).toBe(true);
    expect(document.querySelector('heed-card')).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  test('leaves Escape to the page when there is no card', () => {
    expect(key('Escape').defaultPrevented).toBe(false);
  });

  test('goes when one presses elsewhere', () => {
    open();
    document.body.dispatchEvent(byHand(new PointerEvent('pointerdown', { bubbles: true })));
    expect(document.querySelector('heed-card')).toBeNull();
  });
});

describe('recording from a card', () => {
  test('hands the fact over and can take it back for as long as it is held', async () => {
    const card = cardOf({ reasons: [], status: 'allowed', recordable: ['objected'] });
    const root = open(card);
    press(button(root, /^They asked me to stop/));
    await settled();
    press(button(root, /^Record$/));
    card.input = { ...card.input, undo: { type: 'objected', until: Date.now() + 60_000 } };
    await settled();
    expect(card.recorded).toMatchObject([{ type: 'objected', method: 'reply' }]);
    expect(root.querySelector('[role=status]')!.textContent).toBe(
      'Recorded: they asked you to stop.',
    );
    press(button(root, /^Undo \(60\)$/));
    card.input = { ...card.input, undo: undefined as never };
    await settled();
    expect(card.undone).toBe(1);
    expect(root.textContent).toContain('Taken back. Nothing was sent.');
  });

  test('says what went wrong, and keeps the form', async () => {
    const card = cardOf({ recordable: ['given'], reasons: [] });
    card.answer = 'Connect Heed to your server first.';
    const root = open(card);
    press(button(root, /^They agreed/));
    await settled();
    press(button(root, /^Record$/));
    await settled();
    expect(root.querySelector('[role=alert]')!.textContent).toBe(card.answer);
    expect(root.querySelector('form')).not.toBeNull();
  });

  test('takes no press that a page made up', async () => {
    const root = open(cardOf({ recordable: ['given'], reasons: [] }));
    button(root, /^They agreed/).click();
    await settled();
    expect(root.querySelector('form')).toBeNull();
    expect(buttons(root).some((words) => words.startsWith('They agreed'))).toBe(true);
  });
});

describe('a mark', () => {
  function mark(status: 'allowed' | 'blocked' = 'blocked') {
    const chip = document.createElement('div');
    document.body.append(chip);
    const made = showBadge(
      chip,
      { status, who: status, sentence: '' },
      cardOf({ who: status }).ports,
    );
    return {
      ...made,
      button: [...document.querySelectorAll('heed-badge')]
        .at(-1)!
        .shadowRoot!.querySelector('button')!,
    };
  }

  test('opens its card when it is pressed, and shows that it is open', async () => {
    const made = mark();
    badge = made;
    press(made.button);
    await settled();
    expect(inside('heed-card').activeElement?.className).toBe('card');
    expect(made.button.getAttribute('aria-expanded')).toBe('true');
    currentCard()!.close();
    await settled();
    expect(made.button.getAttribute('aria-expanded')).toBe('false');
  });

  test('opens it on hover, after a moment, and on focus at once', async () => {
    const made = mark();
    badge = made;
    made.button.dispatchEvent(byHand(new FocusEvent('focusin', { bubbles: true, composed: true })));
    expect(currentCard()).toBeDefined();
  });

  test('is reached with Alt+Shift+H: first who is in the way, then the next', () => {
    const made = [mark('allowed'), mark('blocked')];
    const named = () => inside('heed-card').querySelector('.person-name')!.textContent;
    const init = { altKey: true, shiftKey: true };
    expect(key('KeyH', init).defaultPrevented).toBe(true);
    expect(named()).toBe('blocked');
    key('KeyH', init);
    expect(named()).toBe('allowed');
    for (const one of made) one.remove();
    expect(key('KeyH', init).defaultPrevented).toBe(false);
  });
});
