import { Hono } from 'hono';
import { SelectorsAnswer, SelectorsRequest } from '../../shared/protocol/selectors.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { storeFor } from '../store/store.ts';

/** How devices find the parts of Gmail's and LinkedIn's pages, when those have changed. */
export const selectors = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'selectors.read',
      summary: 'Read what devices look for before what they were built with',
      answers: { 200: { says: 'By site and part.', schema: SelectorsAnswer } },
    }),
    allow('guard-reports.read'),
    async (c) => {
      const store = await storeFor(c.env, c.var.member.orgId);
      const kept = await store.selectors.current();
      const answer = kept
        ? { selectors: kept.selectors, setAt: toIso(kept.setAt), setBy: kept.setBy }
        : { selectors: {}, setAt: null, setBy: null };
      return c.json(answer, 200);
    },
  )
  .put(
    '/',
    operation({
      id: 'selectors.set',
      summary: 'Set what devices look for before what they were built with',
      details:
        'For when a page has changed and no new version of the extension is out yet. Each device takes them with its next sync, ' +
        'leaves out what it cannot read, and goes on trying its own after them. An empty object takes all back.',
      answers: { 200: { says: 'Set.', schema: SelectorsAnswer } },
    }),
    allow('selectors.set'),
    validate('json', SelectorsRequest),
    async (c) => {
      const { orgId, actor } = c.var.member;
      const store = await storeFor(c.env, orgId);
      const kept = { selectors: c.req.valid('json').selectors, setAt: Date.now(), setBy: actor };
      await store.selectors.set(kept);
      return c.json({ ...kept, setAt: toIso(kept.setAt) }, 200);
    },
  );
