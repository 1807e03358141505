import * as v from 'valibot';
import { fromBase64, utf8 } from '../bytes.ts';
import { addressesOf } from './hubspot-contacts.ts';
import type {
  Connection,
  Delivery,
  Meanings,
  Provider,
  Reading,
  Says,
  Verified,
} from './provider.ts';
import { emptyReading, jsonOf, listOf, meaning, textOf, time } from './reading.ts';
import { isHmac, isRecent, join, minute } from './signature.ts';

/** By property and value for changes of a contact. https://developers.hubspot.com/docs/api/webhooks (2026-11) */
const meanings: Meanings = {
  'opted out of everything': 'objected',
  'opted out of a type': 'withdrawn',
  'hard bounce': 'bounced',
  // That a mark was taken off does not say that the person did it.
  'mark taken off': 'nothing',
  'another property': 'nothing',
  'another object': 'nothing',
  creation: 'nothing',
  deletion: 'nothing',
  merge: 'nothing',
  restore: 'nothing',
  associationChange: 'nothing',
};

const Event = v.looseObject({
  eventId: v.optional(v.union([v.string(), v.number()]), ''),
  subscriptionType: v.string(),
  objectTypeId: v.optional(v.string()),
  objectId: v.union([v.string(), v.number()]),
  occurredAt: v.optional(v.unknown()),
  propertyName: v.optional(v.string(), ''),
  propertyValue: v.optional(v.nullable(v.string()), ''),
});
type Event = v.InferOutput<typeof Event>;

export const hubspot: Provider = { meanings, signsBody: true, tryLater: 503, verify, read };

/** What HubSpot writes plainly in the address that it signs, whatever is sent (its page on validating requests, v3). */
const writtenPlainly = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** HMAC-SHA-256 over method, address, body and time (signature v3), not older than five minutes. */
async function verify({ url, headers, body, now }: Delivery, { secrets }: Connection) {
  const sent = headers.get('X-HubSpot-Signature-v3');
  const timestamp = headers.get('X-HubSpot-Request-Timestamp');
  const missing: Verified = { refused: 'missing' };
  if (!sent || !timestamp || !/^\d{1,15}$/.test(timestamp)) return missing;
  const uri = url.replaceAll(writtenPlainly, decodeURIComponent);
  const signed = join(utf8(`POST${uri}`), body, utf8(timestamp));
  const key = utf8(secrets['clientSecret'] ?? '');
  const wrong: Verified = { refused: 'wrong' };
  if (!(await isHmac('SHA-256', key, signed, fromBase64(sent)))) return wrong;
  const old: Verified = { refused: 'old' };
  return isRecent(Number(timestamp), now, 5 * minute) ? {} : old;
}

type Found = { readonly event: Event; readonly name: string; readonly says: Says };

/** A change names the contact by HubSpot's number alone; the address is asked for with the connection's access token. */
async function read(delivery: Delivery, { secrets }: Connection): Promise<Reading> {
  const out = emptyReading();
  const found: Found[] = [];
  for (const item of listOf(jsonOf(textOf(delivery)))) {
    const parsed = v.safeParse(Event, item);
    if (!parsed.success) {
      out.unread.push({ event: 'event', reason: 'form', id: JSON.stringify(item) });
      continue;
    }
    const event = parsed.output;
    if (event.subscriptionType === 'contact.privacyDeletion') {
      out.unread.push({ event: 'privacyDeletion', reason: 'erasure', id: idOf(event) });
      continue;
    }
    const name = nameOf(event);
    const says = meaning(out, meanings, name, idOf(event));
    if (says) found.push({ event, name, says });
  }
  const ids = found.map(({ event }) => String(event.objectId));
  const addresses = await addressesOf([...new Set(ids)], secrets['accessToken']);
  for (const { event, name, says } of found)
    out.notices.push({
      says,
      event: name,
      id: idOf(event),
      address: addresses.get(String(event.objectId)) ?? '',
      at: time.milliseconds(event.occurredAt),
      list: says === 'withdrawn' ? event.propertyName.replace(/\D/g, '') : undefined,
    });
  return out;
}

/** HubSpot's event ids are not always unique, so what it is about goes with them. */
function idOf({ eventId, objectId, propertyName, occurredAt }: Event): string {
  return `${eventId} ${objectId} ${propertyName} ${String(occurredAt)}`;
}

function nameOf({ subscriptionType, objectTypeId, propertyName, propertyValue }: Event): string {
  const [object, what = ''] = subscriptionType.split('.');
  const ofContact = object === 'contact' || (object === 'object' && objectTypeId === '0-1');
  if (!ofContact) return 'another object';
  if (what !== 'propertyChange') return what;
  const isSet = !['', 'false', null].includes(propertyValue);
  if (!isSet) return 'mark taken off';
  if (propertyName === 'hs_email_optout') return 'opted out of everything';
  if (/^hs_email_optout_\d+$/.test(propertyName)) return 'opted out of a type';
  return ['hs_email_hard_bounce_reason_enum', 'hs_email_bad_address'].includes(propertyName)
    ? 'hard bounce'
    : 'another property';
}
