import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Development, SetupLink, SetupLinkRequest } from '../../shared/protocol/access.ts';
import { toIso } from '../../shared/time.ts';
import { utf8 } from '../bytes.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { operation } from '../http/operation.ts';
import { addressOf, countRequest } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { linkUrl } from '../intake/invitation.ts';
import { makeDevelopment, makeSetupLink } from '../store/access/organisations.ts';

const notAsked = {
  401: 'The setup secret is missing or another one.',
  404: 'This worker has no setup secret, so nothing can be set up.',
  429: 'Too many tries in a minute.',
};

/** For whoever runs the worker, and proves it by the secret SETUP_SECRET. Nobody else needs to know of it. */
export const setup = new Hono<AppEnv>()
  .use(
    createMiddleware<AppEnv>(async (c, next) => {
      const { SETUP_SECRET } = c.env;
      if (!SETUP_SECRET)
        throw new Refusal(404, 'route.unknown', 'There is nothing at this address.');
      await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
      const given = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
      if (!given || !(await isSame(given, SETUP_SECRET)))
        throw new Refusal(
          401,
          'setup.secret',
          'Send the worker’s SETUP_SECRET as `Authorization: Bearer <secret>`.',
        );
      await next();
    }),
  )
  .post(
    '/link',
    operation({
      id: 'setup.link',
      summary: 'Have a one-time link made by which an administrator comes in',
      details:
        'The first one makes the organisation. Later it needs the id of an organisation, and gives that one ' +
        'more administrator: for when all of them are locked out.',
      answers: { 201: { says: 'The link; it is not shown again.', schema: SetupLink } },
      refuses: {
        ...notAsked,
        409: 'There are members already, so the organisation has to be named; or there is none of that id.',
      },
    }),
    validate('json', SetupLinkRequest),
    async (c) => {
      const link = await makeSetupLink(c.env.DB, c.req.valid('json').organisation, Date.now());
      if (!link)
        throw new Refusal(
          409,
          'setup.done',
          'Somebody is here already. Ask an administrator for an invitation; if none can sign in any more, ' +
            'send the id of the organisation as `organisation`.',
        );
      return c.json(
        { url: linkUrl(c.req.url, link.secret), expiresAt: toIso(link.expiresAt) },
        201,
      );
    },
  )
  .post(
    '/development',
    operation({
      id: 'setup.development',
      summary: 'Make the organisation of a developer’s own machine, and a key for it',
      details: 'Only where the worker runs with DEVELOPMENT=1, as `npm start` does.',
      answers: { 201: { says: 'The key; the one before it ends.', schema: Development } },
      refuses: notAsked,
    }),
    async (c) => {
      if (c.env.DEVELOPMENT !== '1')
        throw new Refusal(404, 'route.unknown', 'There is nothing at this address.');
      const { orgId, token } = await makeDevelopment(c.env.DB, Date.now());
      return c.json({ organisation: orgId, token }, 201);
    },
  );

/** In a time that says nothing of how much of it is right. */
async function isSame(given: string, secret: string): Promise<boolean> {
  const hash = (text: string) => crypto.subtle.digest('SHA-256', utf8(text));
  return crypto.subtle.timingSafeEqual(await hash(given), await hash(secret));
}
