import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  DialogChoice,
  DialogHandle,
  DialogInput,
} from '../../../extension/overlay/dialog.tsx';
import { openDialog } from '../../../extension/overlay/dialog.tsx';
import { button, buttons, byHand, inside, openRoots, press, settled } from './hands.ts';
import { amelia, carla, dana, input, person, reason, suppressed, unknown } from './people.ts';

let choices: DialogChoice[];
let handle: DialogHandle;

function open(what: DialogInput): ShadowRoot {
  handle = openDialog(what, (choice) => choices.push(choice));
  return inside('heed-dialog');
}

beforeEach(() => {
  openRoots();
  choices = [];
});
afterEach(() => handle.close());

describe('a person’s no', () => {
  test.each([
    ['alone', [amelia]],
    ['beside somebody who may be overridden', [amelia, dana]],
    [
      'beside a stop of the organisation on the same person',
      [person('a@b.example', [reason(), suppressed])],
    ],
    [
      'even if the reason itself calls it overridable',
      [person('a@b.example', [reason({ overridable: true })])],
    ],
  ])('is never offered to be overridden: %s', (_, people) => {
    expect(buttons(open(input(...people))).filter((words) => /anyway/i.test(words))).toEqual([]);
  });

  test('leaves nothing to record that would speak over it', () => {
    const said = person('a@b.example', [reason(), unknown]);
    expect(buttons(open(input(said))).filter((words) => words.startsWith('They'))).toEqual([]);
  });
});

describe('sending anyway', () => {
  test('needs a reason of ten characters', async () => {
    const root = open(input(dana, person('e@f.example', [suppressed])));
    press(button(root, /^Send anyway…$/));
    await settled();
    const field = root.querySelector('textarea')!;
    for (const short of ['', 'too short', '   nine ch  \n   ']) {
      field.value = short;
      press(button(root, /^Record the reason/));
    }
    await settled();
    expect(choices).toEqual([]);
    expect(root.querySelector('.override .error')!.textContent).toBe(
      'Write at least 10 characters.',
    );
    expect(field.getAttribute('aria-invalid')).toBe('true');
    field.value = ' she asked by phone ';
    press(button(root, /^Record the reason/));
    expect(choices).toEqual([{ kind: 'send-anyway', reason: 'she asked by phone' }]);
  });

  test('is not offered for what this member may not override', () => {
    const root = open(input(person('e@f.example', [{ ...suppressed, overridable: false }]), dana));
    expect(buttons(root)).not.toContain('Send anyway…');
  });

  test('is not offered for a stop that nobody gave a reason for', () => {
    expect(buttons(open(input(person('e@f.example', [], 'block'))))).not.toContain('Send anyway…');
  });
});

describe('a hostile page', () => {
  test('cannot press a button by dispatching events', () => {
    const root = open(input(amelia, carla));
    for (const target of root.querySelectorAll('button')) {
      target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      target.click();
    }
    root.querySelector('dialog')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    expect(choices).toEqual([]);
  });

  test('cannot even open what we fold away', () => {
    const root = open(input(amelia));
    const madeUp = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true });
    root.querySelector('summary')!.dispatchEvent(madeUp);
    expect(madeUp.defaultPrevented).toBe(true);
  });

  test('cannot send by submitting a form of ours', async () => {
    const root = open(input(dana));
    press(button(root, /^Send anyway…$/));
    await settled();
    root.querySelector('textarea')!.value = 'a reason that is long enough';
    root.querySelector('form')!.dispatchEvent(byHand(new Event('submit', { cancelable: true })));
    expect(choices).toEqual([]);
  });

  test('does not get permission by taking the dialog away', async () => {
    open(input(amelia, carla));
    const host = document.querySelector('heed-dialog')!;
    for (let round = 0; round < 3; round++) {
      host.remove();
      await settled();
      expect(host.isConnected).toBe(true);
    }
    for (let round = 0; round < 20; round++) {
      host.remove();
      await settled();
    }
    expect(choices).toEqual([{ kind: 'keep-editing' }]);
  });

  test('cannot switch it off with an attribute', async () => {
    open(input(amelia));
    const host = document.querySelector('heed-dialog')!;
    host.setAttribute('inert', '');
    host.setAttribute('aria-hidden', 'true');
    await settled();
    expect(host.getAttributeNames()).toEqual([]);
  });

  test('cannot look inside in a normal build', () => {
    vi.stubEnv('VITE_HEED_PRACTICE', '');
    handle = openDialog(input(amelia), (choice) => choices.push(choice));
    expect(document.querySelector('heed-dialog')!.shadowRoot).toBeNull();
  });

  test('never sees a key while the dialog is open, and sees them again after', () => {
    const seen: string[] = [];
    const see = (event: Event) => seen.push((event as KeyboardEvent).key);
    window.addEventListener('keydown', see, { capture: true });
    const root = open(input(dana));
    const key = (name: string) =>
      byHand(new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true }));
    root.querySelector('button')!.dispatchEvent(key('e'));
    document.body.dispatchEvent(key('#'));
    expect(seen).toEqual([]);
    handle.close();
    document.body.dispatchEvent(key('c'));
    expect(seen).toEqual(['c']);
    window.removeEventListener('keydown', see, { capture: true });
  });
});

describe('a hasty hand', () => {
  test('does not press with the second half of a double click', () => {
    const root = open(input(amelia, carla));
    press(button(root, /^Remove/), 2);
    expect(choices).toEqual([]);
  });

  test('does not press with a key that is still held down', () => {
    const root = open(input(amelia));
    const held = byHand(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        repeat: true,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    root.querySelector('button')!.dispatchEvent(held);
    expect(held.defaultPrevented).toBe(true);
  });
});
