import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';

/** For the API, which answers with data alone: nothing in it may run or be framed. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  // A page says what it needs itself.
  overwrite: false,
});

/** What is known about people is not left in the caches of browsers and proxies. */
export const noStore = createMiddleware(async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-store');
});
