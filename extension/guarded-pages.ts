/**
 * Where the guard runs. The practice inbox is served locally, and only a practice build goes there; whole
 * hosts, since Chromium takes no narrower path where a script also runs in frames without an address.
 */
const practice = import.meta.env['VITE_HEED_PRACTICE'] ? ['http://localhost/*'] : [];

export const mailPages = ['https://mail.google.com/*', ...practice];
export const linkedinPages = ['https://www.linkedin.com/*'];
export const guardedPages = [...mailPages, ...linkedinPages];

/** In every frame, before the page's own scripts: what listens first can stop what comes after. */
export const inEveryFrame = {
  allFrames: true,
  // Frames that a page makes itself have no address of their own.
  matchAboutBlank: true,
  runAt: 'document_start',
} as const;
