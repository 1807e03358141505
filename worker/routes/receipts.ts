import { Hono } from 'hono';
import * as v from 'valibot';
import type { ConsentState } from '../../shared/consent/state.ts';
import { channels } from '../../shared/contact/channels.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import { contactState } from '../../shared/protocol/contact-states.ts';
import { OpaqueId } from '../../shared/protocol/contacts.ts';
import { noSuchContact } from '../answers/contact.ts';
import { receiptAnswer, receiptDetails, receiptFormats } from '../answers/receipt.ts';
import { sha256Hex } from '../bytes.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import type { NumberedEvent } from '../store/contact-events.ts';
import { storeFor } from '../store/store.ts';

const ReceiptQuery = v.object({
  format: v.optional(v.picklist(receiptFormats), 'iso27560'),
  purpose: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64)), defaultPurpose),
  channel: v.optional(v.picklist(channels), 'email'),
  /** The `key` of one of the contact's identifiers; the first, when not given. */
  identifier: v.optional(OpaqueId),
});

/** What a person agreed to, or refused, in a form that other programs can read and check offline. */
export const receipts = new Hono<AppEnv>().get(
  '/:id/receipt',
  operation({
    id: 'contacts.receipt',
    summary: 'A contact’s consent receipt, with the log’s proof of it',
    details:
      'By ISO/IEC TS 27560, Kantara v1.1 or as JSON-LD of DPV (docs/receipts.md), for one purpose and channel. ' +
      'It names nobody: the contact stands in it by the reference under which the log holds them. ' +
      'What it says of the organisation comes from the policy’s `receipts`.',
    answers: { 200: { says: 'The receipt.', schema: v.looseObject({}) } },
    refuses: {
      404: 'No such contact or identifier, or nothing is on record for this purpose and channel.',
      409: 'The policy lacks what a receipt has to say; or, for Kantara, no consent stands.',
    },
  }),
  allow('receipts.read'),
  validate('param', v.object({ id: OpaqueId })),
  validate('query', ReceiptQuery),
  async (c) => {
    const { id } = c.req.valid('param');
    const { format, purpose, channel, identifier } = c.req.valid('query');
    const store = await storeFor(c.env, c.var.member.orgId);
    const [contact, { events }, policy] = await Promise.all([
      store.contacts.get(id),
      store.contacts.events(id),
      store.policy(),
    ]);
    if (!contact) throw noSuchContact;
    const key = identifier ?? contact.identifiers[0]!.key;
    if (!contact.identifiers.some((one) => one.key === key))
      throw new Refusal(
        404,
        'contact.no-such-identifier',
        'The contact has no identifier with this key. Read the contact for those it has.',
      );
    const now = Date.now();
    const place = { identifier: key, purpose, channel };
    const { principal, state } = ofOnePrincipal(
      events,
      contactState(events, place, policy, { at: now }),
    );
    const details = receiptDetails(policy, purpose, {
      receiptId: crypto.randomUUID(),
      recordId: await recordId(contact.id, purpose, channel, key),
      principalId: principal ?? contact.id,
      issuedAt: now,
    });
    const log = await store.log.evidence(state.events, now);
    return c.json(receiptAnswer(format, { state, events, details, log }), 200);
  },
);

/**
 * The log knows each event by the contact that it was recorded of, and a receipt is of one. Where another
 * contact's no decides, of somebody who was linked, the receipt tells that no and leaves out what came
 * before it under the first.
 */
function ofOnePrincipal(events: readonly NumberedEvent[], state: ConsentState) {
  const contactOf = (id: string | undefined) => events.find((event) => event.id === id)?.contact;
  const principal = contactOf(state.events.at(-1));
  const own = state.events.filter((id) => contactOf(id) === principal);
  return { principal, state: { ...state, events: own } };
}

/** The same for the same record each time: a UUID of version 8 (RFC 9562). */
async function recordId(...parts: readonly string[]): Promise<string> {
  const hex = await sha256Hex(JSON.stringify(parts));
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
