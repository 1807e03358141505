import { render } from 'preact';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { fail } from '../../../shared/result.ts';
import { button, press, settled } from '../overlay/hands.ts';
import { app, asked, background, connected, field, open, sent } from './options-in-test.tsx';

async function connect(address: string, token: string): Promise<void> {
  await open();
  field('address').value = address;
  field('token').value = token;
  press(button(app, /^Connect$/));
  await settled();
}

/** The message beside a field, found as a screen reader finds it. */
function errorAt(name: string): string {
  const ids = field(name).getAttribute('aria-describedby')?.split(' ') ?? [];
  const id = ids.find((one) => one.endsWith('-error'));
  return id ? document.getElementById(id)!.textContent : '';
}

describe('connecting', () => {
  test('asks the browser for this server alone, then the background', async () => {
    await connect('heed.example.com', ' secret ');
    expect(asked).toEqual(['https://heed.example.com/*']);
    expect(sent.at(-1)).toEqual([
      'connection.set',
      { apiBase: 'heed.example.com', token: ' secret ' },
    ]);
    expect(app.textContent).toContain('Connected');
  });

  test.each([
    ['http to another machine', 'http://heed.example.com', 'secret', 'address', /https:\/\//],
    ['a path', 'https://heed.example.com/login', 'secret', 'address', /Only the server/],
    ['nothing', '  ', 'secret', 'address', /https:\/\/heed\.example\.com/],
  ])('does not take %s, and asks nobody', async (_, address, token, at, message) => {
    await connect(address, token);
    expect(errorAt(at)).toMatch(message);
    expect(field(at).getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(field(at));
    expect(sent.filter(([name]) => !name.endsWith('.get'))).toEqual([]);
    expect([field('address').value, field('token').value]).toEqual([address, token]);
  });

  test.each([
    ['worker.status', 'address'],
    ['auth.token-invalid', 'token'],
  ])('says %s beside the %s, and keeps what was written', async (code, at) => {
    background.set = fail(code, 'It did not work.');
    await connect('https://heed.example.com', 'secret');
    expect(errorAt(at)).toBe('It did not work.');
    expect(errorAt(at === 'token' ? 'address' : 'token')).toBe('');
    expect(field('address').value).toBe('https://heed.example.com');
    expect(field('token').value).toBe('secret');
  });

  test('says so when the browser was not allowed to reach the server', async () => {
    background.access = false;
    await connect('https://heed.example.com', 'secret');
    expect(errorAt('address')).toContain('was not allowed');
    expect(sent.filter(([name]) => !name.endsWith('.get'))).toEqual([]);
  });

  test('does not show the token', async () => {
    await open();
    expect(field('token').type).toBe('password');
  });
});

describe('a connection', () => {
  beforeEach(() => {
    background.get = connected;
  });

  test('shows server, role, when it last synced, entries and what is not yet sent', async () => {
    await open();
    const shown = [...app.querySelectorAll('dl > div')].map(({ textContent }) => textContent);
    expect(shown).toEqual([
      'Serverhttps://heed.example.com',
      'Your roleSales',
      expect.stringMatching(/^Last synced2 minutes ago \(21 Nov 2026, \d\d:\d\d\)$/),
      'On this device1,204 entries, as keyed hashes',
      'Not yet sent1 new fact',
    ]);
  });

  test('without its copy it says that nobody can be checked, and offers to sync', async () => {
    const apiBase = 'https://heed.example.com/api/v1';
    background.get = { status: 'no-copy', apiBase, queued: 0, trouble: 'The copy is damaged.' };
    await open();
    expect(app.textContent).toContain('nobody can be checked');
    expect(app.textContent).toContain('The copy is damaged.');
    expect(app.textContent).toContain('Nothing that can be relied on');
    expect(button(app, /^Sync now$/)).toBeDefined();
    expect(app.textContent).not.toContain('Your role');
  });

  test('shows as whom it is connected, where the server says so', async () => {
    const as = {
      organisationId: 'org_1',
      organisation: 'Acme',
      id: 'mem_1',
      name: 'Pat',
      role: 'rep',
    } as const;
    background.get = { ...(background.get as typeof connected), as } as Connection;
    await open();
    expect(app.textContent).toContain('Connected asPat, Acme');
  });

  test('syncs now and says what that ran into', async () => {
    await open();
    background.get = { ...connected, trouble: 'The server did not answer.' };
    press(button(app, /^Sync now$/));
    await settled();
    expect(sent.at(-1)).toEqual(['sync.now', {}]);
    expect(app.querySelector('[role=alert]')!.textContent).toBe('The server did not answer.');
  });

  test('is given up only after asking', async () => {
    await open();
    press(button(app, /^Disconnect…$/));
    await settled();
    expect(app.textContent).toContain('nothing will be stopped');
    expect(sent.map(([name]) => name)).not.toContain('connection.clear');
    press(button(app, /^Disconnect$/));
    await settled();
    expect(sent.at(-1)).toEqual(['connection.clear', {}]);
    expect(field('address')).not.toBeNull();
  });
});

test('says so when the extension itself does not answer', async () => {
  background.get = 'silent';
  await open();
  expect(app.querySelector('[role=alert]')!.textContent).toContain('Reload this page');
});

describe('what an administrator has set', () => {
  test('fixes the address, and still lets the member approve a code', async () => {
    background.managed = { serverUrl: 'https://heed.example.com', byToken: false };
    await open();
    expect(field('address').value).toBe('https://heed.example.com');
    expect(field('address').readOnly).toBe(true);
    expect(app.textContent).toContain('Your administrator has set the server');
  });

  test('with a token leaves nothing to connect or disconnect', async () => {
    background.managed = { serverUrl: 'https://heed.example.com', byToken: true };
    await open();
    expect(field('address')).toBeNull();
    expect(app.textContent).toContain('It connects by itself.');
    background.get = connected;
    render(null, app);
    await open();
    expect(app.textContent).toContain('Sync now');
    expect(app.textContent).not.toContain('Disconnect');
  });
});

describe('the language', () => {
  test('is the browser’s, until another is chosen; then the page speaks it at once', async () => {
    await open();
    const choice = app.querySelector<HTMLSelectElement>('[name=language]')!;
    expect([...choice.options].map(({ text }) => text)).toEqual([
      'The browser’s: English',
      'Deutsch',
      'English',
    ]);
    choice.value = 'de';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    expect(sent.findLast(([name]) => name === 'language.set')).toEqual([
      'language.set',
      { language: 'de' },
    ]);
    expect(app.textContent).toContain('Sprache');
    expect(document.documentElement.lang).toBe('de');
  });
});
