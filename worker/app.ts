import type { Context } from 'hono';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import type { AppEnv } from './env.ts';
import { Refusal } from './errors.ts';
import { extensionCors } from './http/cors.ts';
import { onError, onNotFound } from './http/on-error.ts';
import { requestId } from './http/request-id.ts';
import { noStore, securityHeaders } from './http/security-headers.ts';
import { accountPages, authCallback } from './pages/account/index.tsx';
import { apiKeys } from './routes/api-keys.ts';
import { audit } from './routes/audit.ts';
import { check } from './routes/check.ts';
import { devices } from './routes/devices.ts';
import { dismissals } from './routes/dismissals.ts';
import { contacts } from './routes/contacts.ts';
import { contactChanges } from './routes/contact-changes.ts';
import { events } from './routes/events.ts';
import { guardReports } from './routes/guard-reports.ts';
import { health } from './routes/health.ts';
import { hooks } from './routes/hooks.ts';
import { exports } from './routes/exports.ts';
import { imports } from './routes/imports.ts';
import { log } from './routes/log.ts';
import { members } from './routes/members.ts';
import { oauth } from './routes/oauth.ts';
import { openapi } from './routes/openapi.ts';
import { policy } from './routes/policy.ts';
import { providers } from './routes/providers.ts';
import { selectors } from './routes/selectors.ts';
import { screening } from './routes/screen.ts';
import { setup } from './routes/setup.ts';
import { receipts } from './routes/receipts.ts';
import { simulation } from './routes/simulation.ts';
import { sync } from './routes/sync.ts';
import { webhookMessages } from './routes/webhook-messages.ts';
import { webhooks } from './routes/webhooks.ts';
import { tellSoon } from './webhooks/soon.ts';

const limitBody = bodyLimit({
  maxSize: 1024 * 1024,
  onError: () => {
    throw new Refusal(413, 'input.too-large', 'The body is over 1 MiB; send it in parts.');
  },
});

/** A list is taken in as it comes, and never held. */
const takesList = ({ req }: Context): boolean =>
  req.method === 'PATCH' && /^\/api\/v1\/imports\/[^/]+$/.test(req.path);

/** Every resource of the API. Chained, since the client's types are inferred from the chain. */
const api = new Hono<AppEnv>()
  .basePath('/api/v1')
  .use(tellSoon)
  .route('/health', health)
  .route('/api-keys', apiKeys)
  .route('/audit', audit)
  .route('/check', check)
  .route('/devices', devices)
  .route('/contacts', contacts)
  .route('/contacts', contactChanges)
  .route('/contacts', receipts)
  .route('/events', events)
  .route('/exports', exports)
  .route('/imports', imports)
  .route('/log', log)
  .route('/members', members)
  .route('/guard-reports', guardReports)
  .route('/hooks', hooks)
  .route('/policy', policy)
  .route('/providers', providers)
  .route('/selectors', selectors)
  .route('/screen', screening)
  .route('/screening/dismissals', dismissals)
  .route('/setup', setup)
  .route('/policy', simulation)
  .route('/sync', sync)
  .route('/webhooks', webhooks)
  .route('/webhooks', webhookMessages);

/** For clients: `hc<Api>(base)`. */
export type Api = typeof api;

export const app: Hono<AppEnv> = new Hono<AppEnv>()
  .use(
    requestId,
    securityHeaders,
    noStore,
    extensionCors,
    except(['/api/v1/hooks/*', takesList], limitBody),
  )
  .route('/', api)
  .route('/oauth', oauth)
  .get('/', (c) => c.redirect('/account'))
  .route('/account', accountPages)
  .route('/api/auth', authCallback)
  .route(
    '/api/v1',
    openapi(() => app.routes),
  );

app.onError(onError);
app.notFound(onNotFound(app));
