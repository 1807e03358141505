import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { render } from 'preact';
import { OptionsPage } from '../../../extension/ui/options/options-page.tsx';
import { fail, ok } from '../../../shared/result.ts';
import { button, press } from '../overlay/hands.ts';
import {
  app,
  asked,
  background,
  connected,
  connecting,
  field,
  ports,
  sent,
} from './options-in-test.tsx';

describe('connecting by a code', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const polls = () => sent.filter(([name]) => name === 'connection.poll').length;
  const wait = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    await Promise.resolve();
  };

  async function begin(): Promise<void> {
    render(<OptionsPage ports={ports} />, app);
    await wait(0.1);
    field('address').value = 'heed.example.com';
    press(button(app, /^Connect$/));
    await wait(0.1);
  }

  test('is what happens without a token: it shows the code, and where to approve it', async () => {
    await begin();
    expect(asked).toEqual(['https://heed.example.com/*']);
    expect(sent.at(-1)).toEqual(['connection.begin', { apiBase: 'heed.example.com' }]);
    expect(app.textContent).toContain('BCDF-GHJK');
    expect(app.textContent).toContain('heed.example.com');
    const link = app.querySelector<HTMLAnchorElement>('a.button')!;
    expect([link.href, link.target, link.rel]).toEqual([connecting.page, '_blank', 'noreferrer']);
  });

  test('asks as often as the server said, until it is approved', async () => {
    background.poll = [ok(connecting), ok(connected)];
    await begin();
    await wait(4);
    expect(polls()).toBe(0);
    await wait(1);
    expect(polls()).toBe(1);
    await wait(5);
    expect(app.textContent).toContain('Your role');
    await wait(20);
    expect(polls()).toBe(2);
  });

  test.each([
    ['access_denied', 'The code was denied. Press Connect for a new one.'],
    ['expired_token', 'The code was not approved in time. Press Connect for a new one.'],
    ['gone', 'It came to nothing.'],
  ])('says why it ended: %s', async (code, words) => {
    background.poll = [fail(`pairing.${code}`, 'It came to nothing.')];
    await begin();
    await wait(6);
    expect(app.querySelector('[role=alert]')!.textContent).toBe(words);
    expect(field('address')).not.toBeNull();
    await wait(20);
    expect(polls()).toBe(1);
  });

  test('goes on when the server does not answer for a while', async () => {
    background.poll = [fail('worker.unreachable', 'No answer.'), ok(connected)];
    await begin();
    await wait(6);
    expect(app.textContent).toContain('BCDF-GHJK');
    await wait(5);
    expect(app.textContent).toContain('Your role');
  });

  test('can be given up', async () => {
    await begin();
    press(button(app, /^Cancel$/));
    await wait(0.1);
    expect(sent.at(-1)).toEqual(['connection.clear', {}]);
    expect(field('address')).not.toBeNull();
    await wait(20);
    expect(polls()).toBe(0);
  });

  test('shows its code again to who opens the page anew', async () => {
    background.get = connecting;
    render(<OptionsPage ports={ports} />, app);
    await wait(0.1);
    expect(app.textContent).toContain('BCDF-GHJK');
  });
});
