import { Hono } from 'hono';
import { Dismissals, DismissalsRequest, DismissalsTaken } from '../../shared/protocol/screening.ts';
import { isRule } from '../../shared/screening/rules.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { storeFor } from '../store/store.ts';

/** How often findings of screening were dismissed: what finds the rules that are noise. */
export const dismissals = new Hono<AppEnv>()
  .post(
    '/',
    operation({
      id: 'dismissals.send',
      summary: 'Tell how often findings were dismissed',
      details:
        'Counts by rule alone: not whose, not when, not of what. A rule that is not known is counted as `other`, ' +
        'so that nothing can be spelt with one.',
      answers: { 201: { says: 'Counted.', schema: DismissalsTaken } },
    }),
    allow('dismissals.send'),
    validate('json', DismissalsRequest),
    async (c) => {
      const sent = c.req.valid('json').dismissals;
      const store = await storeFor(c.env, c.var.member.orgId);
      await store.dismissals.add(
        sent.map((one) => (isRule(one.binder) ? one : { ...one, binder: 'other' })),
      );
      return c.json({ counted: sent.length }, 201);
    },
  )
  .get(
    '/',
    operation({
      id: 'dismissals.list',
      summary: 'Read which rules of screening are dismissed most',
      answers: { 200: { says: 'The most dismissed first.', schema: Dismissals } },
    }),
    allow('dismissals.read'),
    async (c) => {
      const store = await storeFor(c.env, c.var.member.orgId);
      return c.json({ dismissals: await store.dismissals.list() }, 200);
    },
  );
