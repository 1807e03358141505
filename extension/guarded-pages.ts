/**
 * Where the guard runs. The practice inbox is served locally, and only a practice build goes there; whole
 * hosts, since Chromium takes no narrower path where a script also runs in frames without an address.
 */
export const guardedPages = [
  'https://mail.google.com/*',
  'https://www.linkedin.com/*',
  ...(import.meta.env['VITE_HEED_PRACTICE'] ? ['http://localhost/*'] : []),
];
