import { beforeEach, describe, expect, it, vi } from 'vitest';

type Listener = (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown;
const { extension } = vi.hoisted(() => ({
  extension: { listeners: new Set<Listener>(), tab: { id: 7 } as { id?: number }, frames: 0 },
}));
vi.mock('webextension-polyfill', () => {
  const tell = (message: unknown, sender: object) => {
    const answers: unknown[] = [];
    const respond = (answer: unknown) => answers.push(answer);
    for (const one of extension.listeners) answers.push(one(message, sender, respond));
    if (answers.every((answer) => answer === undefined))
      throw new Error('Could not establish connection. Receiving end does not exist.');
    return true;
  };
  return {
    default: {
      runtime: {
        id: 'heed',
        onMessage: {
          addListener: (one: Listener) => extension.listeners.add(one),
          removeListener: (one: Listener) => extension.listeners.delete(one),
        },
        sendMessage: async (message: unknown) => {
          for (const one of extension.listeners)
            one(message, { id: 'heed', tab: { id: 7 } }, () => undefined);
        },
      },
      tabs: {
        query: async () => [extension.tab],
        sendMessage: async (_: number, message: unknown) => tell(message, { id: 'heed' }),
      },
    },
  };
});
const { askTab, tellState } = await import('../../../extension/guard/tell-state.ts');

beforeEach(() => {
  extension.listeners.clear();
  extension.tab = { id: 7 };
});

describe('what the popup hears of the page', () => {
  it('is what matters most of what the page’s frames say', async () => {
    tellState(() => undefined);
    tellState(() => 'protected');
    expect(await askTab()).toBe('protected');
    tellState(() => 'not-protected');
    expect(await askTab()).toBe('not-protected');
  });

  it('is that nothing is being written, where that is all', async () => {
    tellState(() => undefined);
    expect(await askTab()).toBe('idle');
  });

  it('is nothing where Heed is not, and the question leaves nobody listening', async () => {
    expect(await askTab()).toBeUndefined();
    expect(extension.listeners.size).toBe(0);
    extension.tab = {};
    expect(await askTab()).toBeUndefined();
  });

  it('is not told to another extension', () => {
    tellState(() => 'protected');
    const [listener] = extension.listeners;
    const said: unknown[] = [];
    const respond = (answer: unknown) => said.push(answer);
    listener!({ heed: 'frame.state' }, { id: 'other' }, respond);
    listener!({ heed: 'something' }, { id: 'heed' }, respond);
    expect(said).toEqual([]);
  });
});
