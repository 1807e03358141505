// Makes the type of the default export nameable (TS2883); WXT reads the call, so it must stay one.
import type {} from 'wxt';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { keepPage } from '../guard/keep-page.ts';
import { inEveryFrame, linkedinPages } from '../guarded-pages.ts';
import { linkedin } from '../sites/linkedin/linkedin.ts';

/** One for each site, so that a page gets no more than it needs. */
export default defineContentScript({
  ...inEveryFrame,
  matches: linkedinPages,
  main: () => keepPage(linkedin),
});
