import { Hono } from 'hono';
import * as v from 'valibot';
import {
  Contact,
  Contacts,
  FindRequest,
  Found,
  History,
  OpaqueId,
} from '../../shared/protocol/contacts.ts';
import { historyAnswer } from '../answers/contact-history.ts';
import { contactAnswer, noSuchContact } from '../answers/contact.ts';
import type { AppEnv } from '../env.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { instant, limit, wholeNumber } from '../http/query.ts';
import { validate } from '../http/validate.ts';
import { readIdentifier } from '../intake/identifier.ts';
import { storeFor } from '../store/store.ts';

const ContactsQuery = v.object({
  after: v.optional(OpaqueId),
  limit: limit({ usual: 50, most: 200 }),
});
const HistoryQuery = v.object({
  at: v.optional(instant),
  knownAt: v.optional(instant),
  before: v.optional(wholeNumber, `${Number.MAX_SAFE_INTEGER}`),
  limit: limit({ usual: 100, most: 500 }),
});
const ContactParam = v.object({ id: OpaqueId });

/** Who is on record, what they said, and what it came to at an instant. */
export const contacts = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'contacts.list',
      summary: 'Page through all contacts',
      details:
        'In the order in which they were first recorded. Take `next` as `after` until it is null.',
      answers: { 200: { says: 'A page.', schema: Contacts } },
    }),
    allow('contacts.list'),
    validate('query', ContactsQuery),
    async (c) => {
      const { after = '', limit: most } = c.req.valid('query');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.contacts.page({ after, limit: most + 1 });
      const page = found.slice(0, most).map(contactAnswer);
      const next = found.length > most ? page.at(-1)!.id : null;
      return c.json({ contacts: page, next }, 200);
    },
  )
  .post(
    '/find',
    operation({
      id: 'contacts.find',
      summary: 'Find a contact by an identifier that one already has',
      details:
        'A POST that changes nothing: an address in a URL would end up in logs and browser histories. ' +
        'Only just this identifier is found; who is stopped by a wider one is for `POST /check` to say.',
      answers: { 200: { says: 'The contact, or null.', schema: Found } },
    }),
    allow('contacts.find'),
    validate('json', FindRequest),
    async (c) => {
      const identifier = readIdentifier(c.req.valid('json'), 'value');
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.contacts.with(identifier);
      return c.json({ contact: found ? contactAnswer(found) : null }, 200);
    },
  )
  .get(
    '/:id',
    operation({
      id: 'contacts.get',
      summary: 'One contact',
      answers: { 200: { says: 'The contact.', schema: Contact } },
      refuses: { 404: 'There is no contact with this id.' },
    }),
    allow('contacts.find'),
    validate('param', ContactParam),
    async (c) => {
      const store = await storeFor(c.env, c.var.member.orgId);
      const found = await store.contacts.get(c.req.valid('param').id);
      if (!found) throw noSuchContact;
      return c.json(contactAnswer(found), 200);
    },
  )
  .get(
    '/:id/history',
    operation({
      id: 'contacts.history',
      summary: 'What a contact said, and what it came to at an instant',
      details:
        '`at` is the instant asked about, `knownAt` how far the record is read: with `knownAt` of 3 May, what was recorded later is left out, ' +
        'as somebody would have seen it on that day. Without `knownAt` it is `at`, without `at` it is now. ' +
        'What no state is given for is `dpv:ConsentUnknown`.',
      answers: { 200: { says: 'States, and a page of events.', schema: History } },
      refuses: { 404: 'There is no contact with this id.' },
    }),
    allow('contacts.find'),
    validate('param', ContactParam),
    validate('query', HistoryQuery),
    async (c) => {
      const { id } = c.req.valid('param');
      const store = await storeFor(c.env, c.var.member.orgId);
      const [contact, record, policy] = await Promise.all([
        store.contacts.get(id),
        store.contacts.events(id),
        store.policy(),
      ]);
      if (!contact) throw noSuchContact;
      const { at = Date.now(), knownAt = at, ...page } = c.req.valid('query');
      const answer = await historyAnswer({ contact, record }, policy, { at, knownAt, ...page });
      return c.json(answer, 200);
    },
  );
