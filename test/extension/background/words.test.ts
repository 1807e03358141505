import { beforeEach, describe, expect, it, vi } from 'vitest';
import { wordsFor } from '../../../shared/policy/words/index.ts';

const { kept, browser } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  browser: {
    language: 'en-GB',
    managed: {} as Record<string, unknown>,
    connected: [] as unknown[],
  },
}));
vi.mock('../../../extension/background/kept.ts', () => ({
  keep: async (name: string, value: unknown) => void kept.set(name, value),
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    i18n: { getUILanguage: () => browser.language },
    storage: {
      local: { set: async () => {} },
      managed: {
        get: async () => {
          if (browser.managed['none']) throw new Error('Managed storage manifest not found');
          return browser.managed;
        },
      },
    },
  },
}));
vi.mock('../../../extension/background/connection.ts', () => ({
  connect: async (...given: unknown[]) => void browser.connected.push(given),
  disconnect: async () => void browser.connected.push('disconnected'),
}));
const { applyManaged, managed } = await import('../../../extension/background/managed.ts');
const { noteStop, stoppedOn } = await import('../../../extension/background/stopped.ts');
const { asking, chooseLanguage, language, words } =
  await import('../../../extension/background/words.ts');

beforeEach(() => {
  kept.clear();
  browser.language = 'en-GB';
  browser.managed = {};
  browser.connected.length = 0;
});

describe('the language', () => {
  it('is the browser’s where Heed speaks it, else English', async () => {
    browser.language = 'pt-BR';
    expect(await words()).toMatchObject({ language: 'pt', own: { cancel: 'Cancelar' } });
    browser.language = 'ja';
    expect(await words()).toMatchObject({ language: 'en', own: { cancel: 'Cancel' } });
  });

  it('is English for a word that it has not: a place’s name', async () => {
    browser.language = 'de';
    const { reasons } = await words();
    expect(reasons).toMatchObject({ ...wordsFor('en'), ...wordsFor('de') });
  });

  it('is what was chosen, until the choice is taken back', async () => {
    expect(await chooseLanguage('de')).toMatchObject({ chosen: 'de', automatic: 'en' });
    expect((await words()).reasons!['verdict.block']).toBeDefined();
    expect(await chooseLanguage(null)).toMatchObject({ chosen: null });
    expect((await words()).language).toBe('en');
  });

  it('cannot be one that Heed does not speak', async () => {
    await chooseLanguage('xx');
    expect((await language()).chosen).toBeNull();
  });
});

describe('a message that asks for permission', () => {
  it.each([
    ['AT', 'de'],
    ['BR', 'pt'],
    ['GB', 'en'],
    [undefined, 'en'],
  ])('for %s is in %s', (country, expected) => {
    const { text, language: read } = asking(country);
    expect(read).toBe(expected);
    expect(text).toContain('[');
  });
});

describe('what was stopped today', () => {
  it('is counted, and begins anew each day', async () => {
    await noteStop('2026-05-03');
    expect(await noteStop('2026-05-03')).toEqual({ today: 2 });
    expect(await stoppedOn('2026-05-04')).toEqual({ today: 0 });
    expect(await noteStop('2026-05-04')).toEqual({ today: 1 });
    expect(kept.get('stopped')).toEqual({ day: '2026-05-04', count: 1 });
  });
});

describe('what an administrator has set', () => {
  const there = 'https://heed.example.com/api/v1';

  it('is nothing where there is no such storage', async () => {
    browser.managed = { none: true };
    expect(await managed()).toEqual({ byToken: false });
    await applyManaged();
    expect(browser.connected).toEqual([]);
  });

  it('connects by itself with a token, and once', async () => {
    browser.managed = { serverUrl: 'heed.example.com', enrolmentToken: 'heed_key_1' };
    expect(await managed()).toEqual({ serverUrl: 'heed.example.com', byToken: true });
    await applyManaged();
    expect(browser.connected).toEqual([[there, 'heed_key_1']]);
    kept.set('settings', { apiBase: there, token: 'heed_key_1' });
    await applyManaged();
    expect(browser.connected).toHaveLength(1);
  });

  it('takes a browser off another server, and leaves one that a member connected to this one', async () => {
    browser.managed = { serverUrl: 'https://heed.example.com' };
    kept.set('settings', { apiBase: 'https://other.example/api/v1', token: 'x' });
    await applyManaged();
    expect(browser.connected).toEqual(['disconnected']);
    kept.set('settings', { apiBase: there, token: 'heed_device_1' });
    await applyManaged();
    expect(browser.connected).toHaveLength(1);
  });

  it('is not followed to an address without https', async () => {
    browser.managed = { serverUrl: 'http://heed.example.com', enrolmentToken: 'x' };
    await applyManaged();
    expect(browser.connected).toEqual([]);
  });
});
