import type { PageState } from '../overlay/page-state.tsx';
import type { SeenComposer } from './watch.ts';

/** All that decides what the page is said to be. */
export type Vitals = {
  /** This script was left behind by an update of the extension. */
  readonly isOrphan: boolean;
  /** `undefined` before the background has answered. */
  readonly connected: boolean | undefined;
  /** Switched off by the organisation; told by the page's outermost frame alone. */
  readonly isOff: boolean;
  readonly isOutOfDate: boolean;
  /** A message left that no decision had been made about. */
  readonly hasLeak: boolean;
  /** What knows the page has thrown an error. */
  readonly hasFailed: boolean;
  /** Somebody writes where no composer is recognised. */
  readonly hasUnknown: boolean;
  readonly seen: readonly SeenComposer[];
};

/**
 * What to say of the page; nothing before a message is being written. Of several things to say, the
 * one that a person has to know first.
 */
export function pageStateOf(vitals: Vitals): PageState | undefined {
  const { connected, seen } = vitals;
  if (connected && vitals.hasLeak) return 'sent-unchecked';
  // Nothing of such a page is read, so that it cannot be told when somebody writes in it.
  if (connected && vitals.isOff) return 'switched-off';
  const isWriting = seen.length > 0 || vitals.hasUnknown || vitals.hasFailed;
  if (!isWriting) return undefined;
  if (vitals.isOrphan) return 'reload';
  if (connected === undefined) return undefined;
  if (!connected) return 'not-connected';
  if (vitals.hasFailed) return 'not-protected';
  const open = seen.filter(({ canSend }) => !canSend).length + (vitals.hasUnknown ? 1 : 0);
  if (open > 0) return seen.some(({ canSend }) => canSend) ? 'partly-protected' : 'not-protected';
  if (seen.some(({ unreadable }) => unreadable)) return 'unreadable';
  return vitals.isOutOfDate ? 'stale' : 'protected';
}
