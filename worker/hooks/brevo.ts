import * as v from 'valibot';
import type { Delivery, Meanings, Provider, Reading } from './provider.ts';
import { emptyReading, jsonOf, listOf, meaning, textOf, time } from './reading.ts';
import { verifySecret } from './shared-secret.ts';

/**
 * Marketing and transactional events; which spelling comes depends on where it was set up. 2026-11:
 * https://developers.brevo.com/docs/marketing-webhooks, …/transactional-webhooks
 */
const meanings: Meanings = {
  unsubscribe: 'objected',
  unsubscribed: 'objected',
  spam: 'complained',
  complaint: 'complained',
  hard_bounce: 'bounced',
  hardbounce: 'bounced',
  invalid_email: 'bounced',
  invalid: 'bounced',
  // On Brevo's list, or turned away by the receiver: the event does not tell which.
  blocked: 'nothing',
  soft_bounce: 'nothing',
  softbounce: 'nothing',
  contact_deleted: 'nothing',
  contact_updated: 'nothing',
  list_addition: 'nothing',
  request: 'nothing',
  sent: 'nothing',
  delivered: 'nothing',
  deferred: 'nothing',
  error: 'nothing',
  opened: 'nothing',
  open: 'nothing',
  unique_opened: 'nothing',
  proxy_open: 'nothing',
  unique_proxy_open: 'nothing',
  click: 'nothing',
  reply: 'nothing',
};

const text = v.optional(v.union([v.string(), v.number()]), '');
const Event = v.looseObject({
  event: v.string(),
  email: v.optional(v.string(), ''),
  'message-id': text,
  camp_id: text,
  ts_epoch: v.optional(v.unknown()),
  ts_event: v.optional(v.unknown()),
  ts: v.optional(v.unknown()),
});

/** Brevo signs nothing, but sends a user name and password or a token. It never tries again after 4xx or perhaps 5xx, save 429. */
export const brevo: Provider = {
  meanings,
  signsBody: false,
  tryLater: 429,
  verify: (delivery, connection) => verifySecret(delivery, connection),
  read,
};

function read(delivery: Delivery): Reading {
  const out = emptyReading();
  for (const item of listOf(jsonOf(textOf(delivery)))) {
    const parsed = v.safeParse(Event, item);
    if (!parsed.success) {
      out.unread.push({ event: 'event', reason: 'form', id: JSON.stringify(item) });
      continue;
    }
    const { email, ts_epoch, ts_event, ts, camp_id } = parsed.output;
    const event = parsed.output.event.toLowerCase();
    const says = meaning(out, meanings, event, JSON.stringify(item));
    const precise = time.milliseconds(ts_epoch);
    const at = Number.isNaN(precise) ? time.seconds(ts_event ?? ts) : precise;
    const id = `${parsed.output['message-id']} ${camp_id} ${at}`;
    if (says) out.notices.push({ says, event, id, address: email, at });
  }
  return out;
}
