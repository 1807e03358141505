// Makes the type of the default export nameable (TS2883); WXT reads the call, so it must stay one.
import type {} from 'wxt';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { guardedPages } from '../guarded-pages.ts';
import { protect } from '../guard/protect.ts';
import { siteFor } from '../sites/index.ts';

/** In every frame, before the page's own scripts: what listens first can stop what comes after. */
export default defineContentScript({
  matches: guardedPages,
  allFrames: true,
  runAt: 'document_start',
  main(context) {
    const site = siteFor(new URL(location.href));
    if (site) protect(site, context.signal);
  },
});
