import { secureHeaders } from 'hono/secure-headers';

/** For the API, which answers with data alone: nothing in it may run, frame or be kept in a cache. */
export const securityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
});
