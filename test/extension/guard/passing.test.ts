import { describe, expect, it, vi } from 'vitest';
import type { PassedSend } from '../../../extension/guard/guard.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import type { Site } from '../../../extension/sites/site.ts';
import { composeHtml } from '../sites/compose-page.ts';
import { click, ctrlEnter, guardOn, press, sendButton, settled } from './guarded-page.ts';

const to = (...people: string[]): string => composeHtml({ to: people });
const whole = (): void => {
  press(sendButton());
  const init = { bubbles: true, cancelable: true, composed: true, button: 0 };
  for (const type of ['mousedown', 'mouseup'])
    sendButton().dispatchEvent(new MouseEvent(type, init));
  click(sendButton());
};

/** A guard that tells what it let pass. */
async function passing(html: string, learnt?: string[], site: Site = gmail) {
  const passed: PassedSend[] = [];
  const onFailed = vi.fn<() => void>();
  const guard = await guardOn(html, learnt, {
    site,
    onPassed: (one) => passed.push(one),
    onFailed,
  });
  const names = () => passed.map(({ people }) => people.map(({ recipient }) => recipient.text));
  return { ...guard, names, onFailed };
}

describe('a send that may go', () => {
  it('is told once for the whole gesture of a click, with whom it goes to', async () => {
    const { names } = await passing(to('yes@example.com'));
    whole();
    expect(names()).toEqual([['yes@example.com']]);
  });

  it('is told once for a key, and for a click that no press came before', async () => {
    const { names } = await passing(to('yes@example.com'));
    ctrlEnter(document.querySelector('[g_editable]')!);
    expect(names()).toHaveLength(1);
    const other = await passing(to('yes@example.com'));
    click(sendButton());
    expect(other.names()).toHaveLength(1);
  });

  it('is not told while the button is only being pressed, nor when it is stopped', async () => {
    const { names } = await passing(to('yes@example.com'));
    press(sendButton());
    expect(names()).toEqual([]);
    const stopped = await passing(to('no@example.com'));
    whole();
    await settled();
    expect(stopped.names()).toEqual([]);
  });

  it('is told where the page sends at the press and takes the message away', async () => {
    const { names } = await passing(to('yes@example.com'));
    const space = { key: ' ', code: 'Space', bubbles: true, cancelable: true, composed: true };
    sendButton().dispatchEvent(new KeyboardEvent('keydown', space));
    document.body.replaceChildren();
    document.body.dispatchEvent(new KeyboardEvent('keyup', space));
    expect(names()).toEqual([['yes@example.com']]);
    document.body.dispatchEvent(new KeyboardEvent('keyup', space));
    expect(names()).toHaveLength(1);
  });

  it('is told once where the message is gone between two events of the release', async () => {
    const { names } = await passing(to('yes@example.com'));
    press(sendButton());
    const up = { bubbles: true, cancelable: true, composed: true, button: 0 };
    for (const type of ['pointerup', 'mouseup'])
      sendButton().dispatchEvent(new PointerEvent(type, up));
    document.body.replaceChildren();
    click(document.body);
    expect(names()).toHaveLength(1);
  });

  it('is not told of a press that is let go elsewhere, with the message still there', async () => {
    const { names } = await passing(to('yes@example.com'));
    press(sendButton());
    document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    expect(names()).toEqual([]);
  });

  it('is told once when it was held and went afterwards, however often it was clicked', async () => {
    const { names, heard } = await passing(to('yes@example.com'), ['no@example.com']);
    click(sendButton());
    click(sendButton());
    click(sendButton());
    await settled();
    expect(heard).toEqual(['click']);
    expect(names()).toEqual([['yes@example.com']]);
  });

  it('is not told of what only opens something', async () => {
    const opening: Site = {
      ...gmail,
      sendGesture: (event, path) => {
        const gesture = gmail.sendGesture(event, path);
        return gesture && { ...gesture, opens: true };
      },
    };
    const { names, heard } = await passing(to('yes@example.com'), undefined, opening);
    whole();
    expect([heard, names()]).toEqual([['click'], []]);
  });
});

describe('a site that fails', () => {
  it('is told of, and keeps no other event from the page', async () => {
    const broken: Site = {
      ...gmail,
      sendGesture: () => {
        throw new TypeError('anything');
      },
    };
    const { heard, onFailed } = await passing(to('no@example.com'), undefined, broken);
    click(document.querySelector('input[name=subjectbox]')!);
    expect(heard).toEqual(['click']);
    expect(onFailed).toHaveBeenCalled();
  });
});

describe('a site that is switched off', () => {
  it('is left alone', async () => {
    const { heard } = await guardOn(to('no@example.com'), undefined, { isOff: () => true });
    click(sendButton());
    expect(heard).toEqual(['click']);
  });
});
