import { h, render } from 'preact';
import '../../../extension/ui/tokens.css';
import '../../../extension/ui/base.css';
import '../../../extension/ui/options/options.css';
import { OptionsPage } from '../../../extension/ui/options/options-page.tsx';
import type { OptionsPorts } from '../../../extension/ui/options/ports.ts';
import { PopupPage } from '../../../extension/ui/popup/popup-page.tsx';
import '../../../extension/ui/popup/popup.css';
import type { Connection } from '../../../shared/protocol/messages.ts';
import { fail } from '../../../shared/result.ts';

const now = Date.UTC(2026, 10, 21, 9, 14);

const connected: Connection = {
  status: 'connected',
  apiBase: 'https://heed.example.com/api/v1',
  as: {
    organisationId: 'org_1',
    organisation: 'Acme',
    id: 'mem_1',
    name: 'Robin Reyes',
    role: 'rep',
  },
  role: 'rep',
  version: 41,
  syncedAt: now - 130_000,
  entries: 12_480,
  queued: 0,
};

const connections: Record<string, Connection> = {
  'options-connecting': {
    status: 'connecting',
    apiBase: 'https://heed.example.com/api/v1',
    userCode: 'WDJB-MJHT',
    page: 'https://heed.example.com/account/device?code=WDJB-MJHT',
    interval: 5,
  },
  'options-connected': connected,
  'popup-connected': connected,
  'options-german': connected,
  'options-trouble': {
    ...connected,
    syncedAt: now - 3 * 3_600_000,
    queued: 2,
    trouble: 'The server did not answer. Check the address, and that the server is running.',
  },
};

/** Whatever the connection. */
const answers: Record<string, unknown> = {
  'connection.set': fail('auth.token-invalid', 'This token is not valid (any more).'),
  'managed.get': { byToken: false },
  'language.get': { chosen: null, automatic: 'en', languages: ['de', 'en', 'es', 'fr'] },
  'stop.count': { today: 3 },
};

/** Pictures of the options page are taken without a background, so its answers are written down here. */
export function showOptions(state: string): void {
  const ports = {
    send: async (name: string) =>
      answers[name] ?? connections[state] ?? { status: 'not-connected' },
    askAccess: async () => true,
    now: () => now,
  } as OptionsPorts;
  const app = document.createElement('div');
  app.className = 'heed';
  document.body.append(app);
  // The rules in page.css are for the pictures of other people's pages.
  document.documentElement.className = 'own';
  document.body.style.background = 'var(--page)';
  if (state.startsWith('popup')) {
    document.body.style.background = 'var(--paper)';
    const page = state === 'popup-elsewhere' ? undefined : 'protected';
    const popup = { ...ports, askTab: async () => page, openOptions: () => undefined } as const;
    render(h(PopupPage, { ports: popup }), app);
  } else render(h(OptionsPage, { ports }), app);
}
