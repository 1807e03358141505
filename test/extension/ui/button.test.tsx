import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Button } from '../../../extension/ui/button.tsx';
import { press } from '../overlay/hands.ts';

let place: HTMLElement;
let presses: number;

beforeEach(() => {
  presses = 0;
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => place.remove());

function show(idle: boolean): HTMLButtonElement {
  render(
    <Button idle={idle} onPress={() => presses++}>
      Send
    </Button>,
    place,
  );
  return place.querySelector('button')!;
}

describe('a button', () => {
  test('acts once on what a person did', () => {
    press(show(false));
    expect(presses).toBe(1);
  });

  test('does not act on what a script did', () => {
    const button = show(false);
    button.click();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(presses).toBe(0);
  });

  test('does nothing while it is idle, and says so, but stays where a keyboard finds it', () => {
    const button = show(true);
    press(button);
    expect(presses).toBe(0);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.disabled).toBe(false);
  });
});
