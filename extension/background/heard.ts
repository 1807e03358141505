import browser from 'webextension-polyfill';
import { keep, recall } from './kept.ts';

const key = 'heard';

/** The worker answered: kept apart from the copy, which is written only when it changes. */
export async function noteHeard(at: number): Promise<void> {
  await keep('heardAt', at);
  await browser.storage.local.set({ [key]: at });
}

/** When the worker last answered this device: milliseconds since 1970 UTC; 0 when never. */
export async function lastHeard(): Promise<number> {
  return (await recall('heardAt')) ?? 0;
}

/** Tells a page whenever the worker has answered. Carries nothing but when. */
export function onHeard(listener: (at: number) => void, signal: AbortSignal): void {
  const hear = (changes: Record<string, { newValue?: unknown }>): void => {
    const at = changes[key]?.newValue;
    if (typeof at === 'number') listener(at);
  };
  browser.storage.local.onChanged.addListener(hear);
  signal.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(hear));
}
