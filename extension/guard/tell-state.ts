import type { Runtime } from 'webextension-polyfill';
import browser from 'webextension-polyfill';
import type { PageState } from '../overlay/page-state.tsx';

/** What a frame says of itself to the popup; `idle` while nothing is being written. */
export type FrameState = PageState | 'idle';

const question = 'frame.state';
const answer = 'frame.told';

/** Answers the popup. Every frame does, and the popup takes the one that matters most. */
export function tellState(state: () => PageState | undefined): void {
  const hear = (message: unknown, sender: Runtime.MessageSender, ...[respond]: Respond[]): void => {
    if (sender.id !== browser.runtime.id || nameOf(message) !== question) return;
    const told = { heed: answer, state: state() ?? 'idle' };
    void browser.runtime.sendMessage(told).catch(() => undefined);
    // By the callback: a page's script is without the polyfill that would take a promise.
    respond?.(true);
  };
  browser.runtime.onMessage.addListener(hear);
}

type Respond = (answer: unknown) => void;

/** Those that matter most first. */
const order: readonly FrameState[] = [
  'sent-unchecked',
  'reload',
  'not-protected',
  'partly-protected',
  'unreadable',
  'not-connected',
  'switched-off',
  'stale',
  'protected',
  'idle',
];

/** How long the frames of a page have to answer, in milliseconds. */
const patience = 150;

/** What the tab in front says of itself; `undefined` where Heed is not. */
export async function askTab(): Promise<FrameState | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return undefined;
  const told = new Set<FrameState>();
  const hear = (message: unknown, sender: Runtime.MessageSender): undefined => {
    if (sender.tab?.id === tab.id && nameOf(message) === answer)
      told.add((message as { state: FrameState }).state);
  };
  browser.runtime.onMessage.addListener(hear);
  try {
    await browser.tabs.sendMessage(tab.id, { heed: question });
    await new Promise((resolve) => setTimeout(resolve, patience));
  } catch {
    return undefined;
  } finally {
    browser.runtime.onMessage.removeListener(hear);
  }
  return order.find((state) => told.has(state));
}

function nameOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'heed' in message
    ? message.heed
    : undefined;
}
