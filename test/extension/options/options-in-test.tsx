import { render } from 'preact';
import { afterEach, beforeEach } from 'vitest';
import { OptionsPage } from '../../../extension/ui/options/options-page.tsx';
import { speak } from '../../../extension/ui/say.ts';
import type { OptionsPorts } from '../../../extension/ui/options/ports.ts';
import type {
  Connection,
  LanguageAnswer,
  ManagedAnswer,
  Messages,
  WordsAnswer,
} from '../../../shared/protocol/messages.ts';
import type { Result } from '../../../shared/result.ts';
import { ok } from '../../../shared/result.ts';
import { settled } from '../overlay/hands.ts';

/* The options page without a background: its answers are `background`, what it asked is `sent`. */

export const now = Date.UTC(2026, 10, 21, 9, 14);
export const connected = {
  status: 'connected',
  apiBase: 'https://heed.example.com/api/v1',
  role: 'rep',
  version: 4,
  syncedAt: now - 2 * 60_000,
  entries: 1204,
  queued: 1,
} as const satisfies Connection;

export const connecting = {
  status: 'connecting',
  apiBase: 'https://heed.example.com/api/v1',
  userCode: 'BCDF-GHJK',
  page: 'https://heed.example.com/account/device?code=BCDF-GHJK',
  interval: 5,
} as const satisfies Connection;

export let app: HTMLElement;
export let sent: [string, unknown][];
export let asked: string[];
export let background: {
  get: Connection | 'silent';
  set: Result<Connection>;
  begin: Result<Connection>;
  poll: Result<Connection>[];
  access: boolean;
  managed: ManagedAnswer;
};
export let words: WordsAnswer;

/** What the background would answer, after a choice too. */
function languageFor(ask: unknown): LanguageAnswer {
  const chosen = (ask as { language?: string | null }).language ?? null;
  if (chosen === 'de') words = { language: 'de', own: { 'options.language': 'Sprache' } };
  return { chosen, automatic: 'en', languages: ['de', 'en'] };
}

export const ports = {
  send: async (name: keyof Messages, ask: unknown) => {
    sent.push([name, ask]);
    if (background.get === 'silent') throw new Error('Could not establish connection.');
    if (name === 'connection.set') return background.set;
    if (name === 'managed.get') return background.managed;
    if (name === 'language.get' || name === 'language.set') return languageFor(ask);
    if (name === 'words.get') return words;
    if (name === 'connection.begin') return background.begin;
    if (name === 'connection.poll') return background.poll.shift() ?? ok(connecting);
    return name === 'connection.clear' ? { status: 'not-connected' } : background.get;
  },
  askAccess: async (pattern: string) => {
    asked.push(pattern);
    return background.access;
  },
  now: () => now,
} as OptionsPorts;

beforeEach(() => {
  sent = [];
  words = { language: 'en' };
  speak(words);
  asked = [];
  background = {
    get: { status: 'not-connected' },
    set: ok(connected),
    begin: ok(connecting),
    poll: [],
    access: true,
    managed: { byToken: false },
  };
  app = document.createElement('div');
  document.body.append(app);
});
afterEach(() => {
  render(null, app);
  app.remove();
});

export async function open(): Promise<void> {
  render(<OptionsPage ports={ports} />, app);
  await settled();
}

export const field = (name: string) => app.querySelector<HTMLInputElement>(`[name=${name}]`)!;
