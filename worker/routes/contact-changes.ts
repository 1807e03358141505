import { Hono } from 'hono';
import * as v from 'valibot';
import { Contact, EraseRequest, LinkRequest, OpaqueId } from '../../shared/protocol/contacts.ts';
import { contactAnswer, noSuchContact } from '../answers/contact.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { readIdentifier } from '../intake/identifier.ts';
import type { Store } from '../store/store.ts';
import { storeFor } from '../store/store.ts';

const ContactParam = v.object({ id: OpaqueId });
const LinkParam = v.object({ id: OpaqueId, identifier: OpaqueId });
const erased = 'The contact is erased: nobody can read by what to link or unlink them.';

/** Who is one person with whom, and who is to be forgotten. */
export const contactChanges = new Hono<AppEnv>()
  .post(
    '/:id/links',
    operation({
      id: 'contacts.link',
      summary: 'Say that an identifier belongs to the same person',
      details:
        'Every no of one then holds for all that the person can be reached at; a consent goes on holding for the identifier that it names. ' +
        'The identifier has to be on record.',
      answers: { 200: { says: 'The person.', schema: Contact } },
      refuses: {
        404: 'No such contact, or nothing is on record under the identifier.',
        409: erased,
      },
    }),
    allow('contacts.link'),
    validate('param', ContactParam),
    validate('json', LinkRequest),
    async (c) => {
      const { id } = c.req.valid('param');
      const { identifier, evidence } = c.req.valid('json');
      const other = readIdentifier(identifier, 'identifier.value');
      const store = await storeFor(c.env, c.var.member.orgId);
      const own = readable(await contactIn(store, id));
      const by = { recordedBy: c.var.member.actor, now: Date.now() };
      await store.link(own, other, { ...by, method: 'recorded-by-member', evidence });
      return c.json(contactAnswer(await contactIn(store, id)), 200);
    },
  )
  .delete(
    '/:id/links/:identifier',
    operation({
      id: 'contacts.unlink',
      summary: 'Say that an identifier is not the person’s after all',
      details:
        'It is named by its `key`, as the contact shows it. Both sides keep every no. Nothing happens where it stands alone.',
      answers: { 200: { says: 'Whom the identifier belongs to now.', schema: Contact } },
      refuses: { 404: 'No such contact, or it has no such identifier.', 409: erased },
    }),
    allow('contacts.link'),
    validate('param', LinkParam),
    async (c) => {
      const { id, identifier: key } = c.req.valid('param');
      const store = await storeFor(c.env, c.var.member.orgId);
      const contact = await contactIn(store, id);
      const leaving = contact.identifiers.find((identifier) => identifier.key === key);
      if (!leaving)
        throw new Refusal(
          404,
          'contact.no-such-identifier',
          'The contact has no identifier with this key. Read the contact for those it has.',
        );
      const identifier = readable({ ...contact, identifiers: [leaving] });
      const by = { recordedBy: c.var.member.actor, now: Date.now() };
      await store.unlink(identifier, { ...by, method: 'recorded-by-member' });
      return c.json(contactAnswer((await store.contacts.with(identifier))!), 200);
    },
  )
  .post(
    '/:id/erase',
    operation({
      id: 'contacts.erase',
      summary: 'Erase a contact, keeping their no',
      details:
        'Destroys the keys of the contact and of all whom they were linked with: identifiers and notes can be read by nobody any more. ' +
        'A no stays, as a keyed hash, and goes on holding. This cannot be undone.',
      answers: { 204: { says: 'Erased.' } },
      refuses: { 404: 'There is no contact with this id.' },
    }),
    allow('contacts.erase'),
    validate('param', ContactParam),
    validate('json', EraseRequest),
    async (c) => {
      const { id } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const store = await storeFor(c.env, c.var.member.orgId);
      const by = { recordedBy: c.var.member.actor, now: Date.now() };
      await store.erase(id, { ...by, method: 'recorded-by-member', reason });
      return c.body(null, 204);
    },
  );

async function contactIn(store: Store, id: string) {
  const contact = await store.contacts.get(id);
  if (!contact) throw noSuchContact;
  return contact;
}

/** By any identifier that can be read, in the form that the store finds it by. */
function readable({ identifiers }: Awaited<ReturnType<typeof contactIn>>) {
  for (const { type, value } of identifiers) if (value !== null) return { type, value };
  throw new Refusal(409, 'contact.erased', erased);
}
