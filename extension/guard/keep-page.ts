import browser from 'webextension-polyfill';
import type { Site } from '../sites/site.ts';
import { addressOfFrame } from './frame-address.ts';
import { protect } from './protect.ts';
import { tellState } from './tell-state.ts';

/** What a content script does: guards this frame, if it is one of the site's. */
export function keepPage(site: Site): void {
  if (!site.matches(addressOfFrame(window))) return;
  const me = { build: browser.runtime.id, run: crypto.randomUUID() };
  // Not WXT's own signal: that is ended by an event that a page can make up.
  const { state } = protect(site, { me, isAlive: () => browser.runtime?.id !== undefined });
  tellState(state);
}
