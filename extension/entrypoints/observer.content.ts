// Makes the type of the default export nameable (TS2883); WXT reads the call, so it must stay one.
import type {} from 'wxt';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { addressOfFrame } from '../guard/frame-address.ts';
import { guardedPages, inEveryFrame } from '../guarded-pages.ts';
import { tellerIn } from '../observer/hear-sends.ts';
import { observeCalls } from '../observer/observe-calls.ts';
import { offerSecret } from '../observer/secret.ts';
import { readerFor } from '../sites/network.ts';

/** In the page's own world, to see what its code posts. It changes nothing and keeps nothing. */
export default defineContentScript({
  ...inEveryFrame,
  matches: guardedPages,
  world: 'MAIN',
  main() {
    const read = readerFor(addressOfFrame(window));
    if (read) observeCalls(window, read, tellerIn(document, offerSecret(document.documentElement)));
  },
});
