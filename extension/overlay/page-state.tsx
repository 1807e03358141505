import { render } from 'preact';
import { BrandMark } from '../ui/brand-mark.tsx';
import { StatusShape } from '../ui/status-mark.tsx';
import type { Status } from '../ui/status.ts';
import { createHost, keepInPage } from './host.ts';
import css from './page-state.css?inline';

/** What Heed can say of the page it is on. */
export type PageState =
  | 'protected'
  | 'partly-protected'
  | 'not-protected'
  | 'unreadable'
  | 'not-connected'
  | 'switched-off'
  | 'stale'
  | 'sent-unchecked'
  | 'reload';

export type PageStatePill = { update(state: PageState): void; remove(): void };

const words: Record<PageState, { readonly status: Status; readonly text: string }> = {
  protected: { status: 'allowed', text: 'Protected' },
  'not-connected': { status: 'unchecked', text: 'Not connected: recipients are not checked' },
  unreadable: { status: 'warned', text: 'Could not read this message: sending will ask first' },
  'not-protected': { status: 'warned', text: 'This page is not protected' },
  'partly-protected': { status: 'warned', text: 'A message in this page is not protected' },
  'switched-off': { status: 'unchecked', text: 'Switched off here: recipients are not checked' },
  stale: { status: 'warned', text: 'Not up to date: the server has not answered for long' },
  'sent-unchecked': { status: 'blocked', text: 'A message left here that was not checked' },
  reload: { status: 'warned', text: 'Heed was updated: reload this page' },
};

/** Shows a small pill in the corner. Sent away, it stays away until there is something else to say. */
export function showPageState(first: PageState): PageStatePill {
  const life = new AbortController();
  const { host, body } = createHost('heed-page-state', css);
  let state = first;
  let sentAway: PageState | undefined;
  const show = () => {
    host.dataset['state'] = state;
    render(
      sentAway === state ? null : (
        <div class="pill" role="status">
          <BrandMark size={16} />
          <span class="unseen">Heed: </span>
          <span class={`status tone-${words[state].status}`}>
            <StatusShape status={words[state].status} size={14} />
          </span>
          <span>{words[state].text}</span>
          <button
            type="button"
            aria-label="Hide this"
            onClick={(event) => {
              if (!event.isTrusted) return;
              sentAway = state;
              show();
            }}
          >
            <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
              <path d="M1 1l8 8M9 1 1 9" stroke="currentColor" stroke-width="1.6" />
            </svg>
          </button>
        </div>
      ),
      body,
    );
  };
  show();
  keepInPage(host, {}, life.signal);
  return {
    update(next) {
      if (next === state || life.signal.aborted) return;
      state = next;
      sentAway = undefined;
      show();
    },
    remove: () => life.abort(),
  };
}
