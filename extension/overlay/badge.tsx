import { render } from 'preact';
import { plainLabel } from '../ui/plain-text.ts';
import { StatusShape } from '../ui/status-mark.tsx';
import type { Status } from '../ui/status.ts';
import { statusWords } from '../ui/status.ts';
import css from './badge.css?inline';
import type { Place } from './follow.ts';
import { follow } from './follow.ts';
import { createHost, keepInPage } from './host.ts';

export type BadgeState = {
  readonly status: Status;
  /** Whom it is about, as the page names them. */
  readonly who: string;
  /** The status in one sentence; `statusSentence()` makes one. */
  readonly sentence: string;
};

export type Badge = { update(state: BadgeState): void; remove(): void };

/**
 * Shows a mark at the upper edge of the anchor, on the side where it starts: chips end with what removes them.
 * The anchor itself is never written to.
 */
export function showBadge(anchor: HTMLElement, first: BadgeState): Badge {
  const life = new AbortController();
  const { host, body } = createHost('heed-badge', css);
  // A press on the mark must not take the focus from the recipient field: Gmail folds the chips up then.
  host.addEventListener('mousedown', (event) => event.preventDefault());
  const update = (state: BadgeState) => {
    if (life.signal.aborted) return;
    host.dataset['status'] = state.status;
    render(<BadgeView {...state} />, body);
  };
  update(first);
  moveTo(host, null);
  keepInPage(host, {}, life.signal);
  follow(anchor, (place) => moveTo(host, place), life.signal);
  return { update, remove: () => life.abort() };
}

function BadgeView({ status, who, sentence }: BadgeState) {
  return (
    <span class={`badge tone-${status}`} role="img" aria-label={`${plainLabel(who)}: ${sentence}`}>
      <StatusShape status={status} size={11} />
      <span class="word">{statusWords[status].short}</span>
      <span class="tip">{sentence}</span>
    </span>
  );
}

const tipWidth = 260;

function moveTo(host: HTMLElement, place: Place): void {
  host.style.setProperty('--shown', place ? 'block' : 'none');
  host.dataset['tip'] ??= 'start';
  if (!place) return;
  const { rect, rtl } = place;
  const { clientWidth } = document.documentElement;
  host.style.setProperty('--y', `${Math.round(rect.top)}px`);
  host.style.setProperty('--left', rtl ? 'auto' : `${Math.round(rect.left)}px`);
  host.style.setProperty('--right', rtl ? `${Math.round(clientWidth - rect.right)}px` : 'auto');
  const room = rtl ? rect.right : clientWidth - rect.left;
  host.dataset['tip'] = room < tipWidth ? 'end' : 'start';
}
