import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../env.ts';

const allowedMethods = 'GET, POST, PUT, PATCH, DELETE';
const allowedHeaders = 'Authorization, Content-Type, If-None-Match';

/**
 * Lets the extension's own pages read answers, and no web page. There are no cookies, so no
 * credentials either: whoever calls must hold a token.
 */
export const extensionCors = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header('Origin');
  const allowed = origin !== undefined && isAllowed(origin, c.env.EXTENSION_ORIGINS ?? '');
  const isPreflight =
    c.req.method === 'OPTIONS' && c.req.header('Access-Control-Request-Method') !== undefined;
  if (allowed && isPreflight) {
    c.header('Access-Control-Allow-Methods', allowedMethods);
    c.header('Access-Control-Allow-Headers', allowedHeaders);
    c.header('Access-Control-Max-Age', '600');
    c.res = c.body(null, 204);
  } else {
    await next();
  }
  c.header('Vary', 'Origin', { append: true });
  if (!allowed) return;
  c.header('Access-Control-Allow-Origin', origin);
  c.header('Access-Control-Expose-Headers', 'ETag, X-Request-Id');
});

/** An entry is a whole origin, or `moz-extension://*`: Firefox gives each installation an id of its own. */
function isAllowed(origin: string, entries: string): boolean {
  return entries
    .split(/\s+/)
    .some((entry) =>
      entry.endsWith('//*')
        ? origin.startsWith(entry.slice(0, -1)) && /^[\w-]+$/.test(origin.slice(entry.length - 1))
        : entry !== '' && entry === origin,
    );
}
