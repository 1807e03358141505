import { render } from 'preact';
import { BrandMark } from '../ui/brand-mark.tsx';
import { CloseSign } from '../ui/close-sign.tsx';
import { language, say } from '../ui/say.ts';
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

/** The mark beside the words that say so. */
export const pageStatus: Record<PageState, Status> = {
  protected: 'allowed',
  'partly-protected': 'warned',
  'not-protected': 'warned',
  unreadable: 'warned',
  'not-connected': 'unchecked',
  'switched-off': 'unchecked',
  stale: 'warned',
  'sent-unchecked': 'blocked',
  reload: 'warned',
};

/** Shows a small pill in the corner. Sent away, it stays away until there is something else to say. */
export function showPageState(first: PageState): PageStatePill {
  const life = new AbortController();
  const { host, body } = createHost('heed-page-state', css);
  let state = first;
  let sentAway: PageState | undefined;
  const show = () => {
    host.dataset['state'] = state;
    body.lang = language();
    render(
      sentAway === state ? null : (
        <div class="pill" role="status">
          <BrandMark size={16} />
          <span class="unseen">Heed: </span>
          <span class={`status tone-${pageStatus[state]}`}>
            <StatusShape status={pageStatus[state]} size={14} />
          </span>
          <span>{say(`page.${state}`)}</span>
          <button
            type="button"
            aria-label={say('page.hide')}
            onClick={(event) => {
              if (!event.isTrusted) return;
              sentAway = state;
              show();
            }}
          >
            <CloseSign />
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
