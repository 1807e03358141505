import { Hono } from 'hono';
import { EventsResponse } from '../../shared/protocol/answers.ts';
import { EventsRequest } from '../../shared/protocol/api.ts';
import type { AppEnv } from '../env.ts';
import { allow, mustBeAllowed } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { readEvent } from '../intake/event.ts';
import { checkExceptions } from '../intake/exception.ts';
import { storeFor } from '../store/store.ts';

/** What an event of these types does has a route, and a right, of its own. */
const ownRights = { erased: 'contacts.erase', merged: 'contacts.link' } as const;

/** Records new facts: all of them, or none and an error that says which cannot be taken. */
export const events = new Hono<AppEnv>().post(
  '/',
  operation({
    id: 'events.record',
    summary: 'Record new facts, all of them or none',
    details:
      'An event whose `id` is on record with the same content is not stored twice: send it again when in doubt. ' +
      'Only the person’s own later act ends their no, and it asks for evidence. `erased` also needs the right ' +
      '`contacts.erase`, and `merged` `contacts.link`.',
    answers: { 200: { says: 'A receipt for each event.', schema: EventsResponse } },
    refuses: { 409: 'An event with this id is on record and says something else.' },
  }),
  allow('events.record'),
  validate('json', EventsRequest),
  async (c) => {
    const now = Date.now();
    const { orgId, role, actor } = c.var.member;
    const read = c.req.valid('json').events.map((input, index) => readEvent(input, index, now));
    for (const { type } of read)
      if (type === 'erased' || type === 'merged') mustBeAllowed(c.var.member, ownRights[type]);
    const store = await storeFor(c.env, orgId);
    checkExceptions(await store.policy(), role, read);
    return c.json(await store.record(read, { recordedBy: actor, now }), 200);
  },
);
