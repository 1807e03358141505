import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FrameState } from '../../../extension/guard/tell-state.ts';
import type { PopupPorts } from '../../../extension/ui/popup/popup-page.tsx';
import { PopupPage } from '../../../extension/ui/popup/popup-page.tsx';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { button, press, settled } from '../overlay/hands.ts';
import { connected, now } from '../options/options-in-test.tsx';

let app: HTMLElement;
let opened: number;

beforeEach(() => {
  opened = 0;
  app = document.createElement('div');
  document.body.append(app);
});
afterEach(() => {
  render(null, app);
  app.remove();
});

type Told = { page?: FrameState; connection?: Connection | 'silent'; today?: number };

/** What the popup says, by what it is about. */
async function popup({ page, connection = connected, today = 0 }: Told) {
  const ports = {
    now: () => now,
    askTab: async () => page,
    openOptions: () => (opened += 1),
    send: async (name: string) => {
      if (connection === 'silent') throw new Error('Could not establish connection.');
      return name === 'stop.count' ? { today } : connection;
    },
  } as unknown as PopupPorts;
  render(<PopupPage ports={ports} />, app);
  await settled();
  const rows = [...app.querySelectorAll('dl > div')];
  return Object.fromEntries(
    rows.map((row) => [row.querySelector('dt')!.textContent, row.querySelector('dd')!.textContent]),
  );
}

describe('the popup', () => {
  test('says whether the page is protected, what was stopped, and how fresh the copy is', async () => {
    const told = await popup({ page: 'protected', today: 3 });
    expect(told).toMatchObject({
      'This page': 'Protected',
      'Stopped today': '3 messages',
      Connection: 'Connected',
    });
    expect(told['Copy of the facts']).toMatch(/^2 minutes ago/);
  });

  test.each([
    ['sent-unchecked', 'A message left here that was not checked'],
    ['not-protected', 'This page is not protected'],
    ['idle', 'Guarded; nothing is being written'],
    [undefined, 'Not guarded. If it is Gmail or LinkedIn, reload it.'],
  ] as const)('says of a page that is %s: %s', async (page, words) => {
    expect((await popup({ ...(page && { page }) }))['This page']).toBe(words);
  });

  test.each([
    [{ status: 'not-connected' }, 'Not connected'],
    [{ ...connected, trouble: 'The server did not answer.' }, 'Connected, but the last try'],
  ] as const)('does not hide that the connection is %o', async (connection, words) => {
    expect((await popup({ connection })).Connection).toContain(words);
  });

  test('says one message, and nothing', async () => {
    expect((await popup({ today: 1 }))['Stopped today']).toBe('1 message');
    render(null, app);
    expect((await popup({}))['Stopped today']).toBe('Nothing');
  });

  test('says that nothing can be said when the background does not answer', async () => {
    await popup({ connection: 'silent' });
    expect(app.querySelector('[role=alert]')!.textContent).toContain('did not answer');
  });

  test('leads to the options, and names the keys', async () => {
    await popup({});
    press(button(app, /^Options$/));
    expect(opened).toBe(1);
    expect(app.textContent).toContain('Alt+Shift+H');
  });
});
