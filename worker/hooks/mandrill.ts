import * as v from 'valibot';
import { fromBase64, utf8 } from '../bytes.ts';
import type { Connection, Delivery, Meanings, Provider, Reading, Verified } from './provider.ts';
import { Malformed } from './provider.ts';
import { emptyReading, jsonOf, listOf, meaning, textOf, time } from './reading.ts';
import { isHmac } from './signature.ts';

/**
 * Message events by `event`, changes of the denylist by type, action and reason. 2026-11:
 * https://mailchimp.com/developer/transactional/docs/webhooks/
 */
const meanings: Meanings = {
  hard_bounce: 'bounced',
  spam: 'complained',
  unsub: 'objected',
  // Not sent, since Mandrill's own list stands against it; why, the event does not tell for certain.
  reject: 'suppressed',
  'denylist hard-bounce': 'bounced',
  'denylist spam': 'complained',
  'denylist unsub': 'objected',
  'denylist custom': 'suppressed',
  'denylist soft-bounce': 'nothing',
  // A machine or a colleague took it off the list; the person has said nothing.
  'denylist remove': 'nothing',
  allowlist: 'nothing',
  send: 'nothing',
  deferral: 'nothing',
  soft_bounce: 'nothing',
  delivered: 'nothing',
  open: 'nothing',
  click: 'nothing',
  inbound: 'nothing',
};

const Event = v.looseObject({
  event: v.optional(v.string()),
  type: v.optional(v.string()),
  action: v.optional(v.string()),
  _id: v.optional(v.string(), ''),
  ts: v.optional(v.unknown()),
  msg: v.optional(v.looseObject({ email: v.optional(v.string()) })),
  reject: v.optional(
    v.nullable(v.looseObject({ email: v.optional(v.string()), reason: v.optional(v.string()) })),
  ),
});

export const mandrill: Provider = { meanings, signsBody: true, tryLater: 503, verify, read };

/**
 * HMAC-SHA-1 over the address as it was registered, then each form field's name and value in the
 * order of the names. No time is signed; that a batch said twice counts once is up to the events' ids.
 */
async function verify(delivery: Delivery, { secrets }: Connection): Promise<Verified> {
  const fields = [...new URLSearchParams(textOf(delivery))].sort(([a], [b]) => (a < b ? -1 : 1));
  // Mandrill tries an address, before there is a key for it, with a batch of nothing.
  if (fields.length === 1 && fields[0]!.join('=') === 'mandrill_events=[]') return {};
  const sent = delivery.headers.get('X-Mandrill-Signature');
  if (!sent) return { refused: 'missing' };
  const signed = utf8(delivery.url + fields.flat().join(''));
  const key = utf8(secrets['webhookKey'] ?? '');
  return (await isHmac('SHA-1', key, signed, fromBase64(sent))) ? {} : { refused: 'wrong' };
}

function read(delivery: Delivery): Reading {
  const out = emptyReading();
  const events = new URLSearchParams(textOf(delivery)).get('mandrill_events');
  if (events === null) throw new Malformed('There is no field mandrill_events.');
  for (const item of listOf(jsonOf(events))) {
    const parsed = v.safeParse(Event, item);
    if (!parsed.success || (parsed.output.event ?? parsed.output.type) === undefined) {
      out.unread.push({ event: 'event', reason: 'form', id: JSON.stringify(item) });
      continue;
    }
    const { _id, ts, msg, reject } = parsed.output;
    const event = nameOf(parsed.output);
    const says = meaning(out, meanings, event, JSON.stringify(item));
    const address = msg?.email ?? reject?.email ?? '';
    const at = time.seconds(ts);
    if (says) out.notices.push({ says, event, id: `${_id} ${at}`, address, at });
  }
  return out;
}

function nameOf({ event, type, action, reject }: v.InferOutput<typeof Event>): string {
  if (event !== undefined) return event;
  // Renamed in 2020; old accounts may still be sent the old words.
  if (type === 'whitelist' || type === 'allowlist' || type === 'safelist') return 'allowlist';
  if (type !== 'blacklist' && type !== 'denylist') return type ?? '';
  return action === 'remove' ? 'denylist remove' : `denylist ${reject?.reason ?? ''}`;
}
