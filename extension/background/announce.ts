import browser from 'webextension-polyfill';

const key = 'changed';

/** Tells every page that what it was told before may be out of date. Carries nothing but a number. */
export async function announceChange(): Promise<void> {
  await browser.storage.local.set({ [key]: Date.now() + Math.random() });
}

export function onChange(listener: () => void, signal: AbortSignal): void {
  const hear = (changes: Record<string, unknown>): void => {
    if (key in changes) listener();
  };
  browser.storage.local.onChanged.addListener(hear);
  signal.addEventListener('abort', () => browser.storage.local.onChanged.removeListener(hear));
}
