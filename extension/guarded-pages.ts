/** Where the guard runs. The practice inbox is served locally, and only a practice build goes there. */
export const guardedPages = [
  'https://mail.google.com/*',
  'https://www.linkedin.com/*',
  ...(import.meta.env['VITE_HEED_PRACTICE'] ? ['http://localhost/mail/*'] : []),
];
