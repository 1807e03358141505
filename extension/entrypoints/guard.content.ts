import browser from 'webextension-polyfill';
// Makes the type of the default export nameable (TS2883); WXT reads the call, so it must stay one.
import type {} from 'wxt';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { guardedPages } from '../guarded-pages.ts';
import { protect } from '../guard/protect.ts';
import { addressOfFrame } from '../guard/frame-address.ts';
import { tellState } from '../guard/tell-state.ts';
import { siteFor } from '../sites/index.ts';

/** In every frame, before the page's own scripts: what listens first can stop what comes after. */
export default defineContentScript({
  matches: guardedPages,
  allFrames: true,
  // Frames that a page makes itself have no address of their own.
  matchAboutBlank: true,
  runAt: 'document_start',
  main() {
    const site = siteFor(addressOfFrame(window));
    if (!site) return;
    const me = { build: browser.runtime.id, run: crypto.randomUUID() };
    // Not WXT's own signal: that is ended by an event that a page can make up.
    const { state } = protect(site, { me, isAlive: () => browser.runtime?.id !== undefined });
    tellState(state);
  },
});
