import * as v from 'valibot';
import type { Connection, Delivery, Meanings, Provider, Reading, Verified } from './provider.ts';
import { Malformed } from './provider.ts';
import { emptyReading, jsonOf, meaning, textOf, time } from './reading.ts';
import { secretBytes, verifyStandard } from './standard.ts';

/** https://resend.com/docs/dashboard/webhooks/event-types (2026-11) */
const meanings: Meanings = {
  'email.bounced': 'bounced',
  'email.bounced Transient': 'nothing',
  'email.bounced Undetermined': 'nothing',
  'email.complained': 'complained',
  'email.suppressed': 'suppressed',
  'contact unsubscribed': 'objected',
  // That they are not marked as unsubscribed (any more) does not say that they asked for it.
  'contact.created': 'nothing',
  'contact.updated': 'nothing',
  'contact.deleted': 'nothing',
  'email.sent': 'nothing',
  'email.delivered': 'nothing',
  'email.delivery_delayed': 'nothing',
  'email.failed': 'nothing',
  'email.opened': 'nothing',
  'email.clicked': 'nothing',
  'email.received': 'nothing',
  'email.scheduled': 'nothing',
  'domain.created': 'nothing',
  'domain.updated': 'nothing',
  'domain.deleted': 'nothing',
};

const addresses = v.optional(v.union([v.string(), v.array(v.string())]), []);
const Event = v.looseObject({
  type: v.string(),
  created_at: v.optional(v.unknown()),
  data: v.looseObject({
    email: v.optional(v.string()),
    unsubscribed: v.optional(v.boolean()),
    to: addresses,
    cc: addresses,
    bcc: addresses,
    bounce: v.optional(v.looseObject({ type: v.optional(v.string()) })),
  }),
});

export const resend: Provider = {
  meanings,
  signsBody: true,
  tryLater: 503,
  accepts: ({ signingSecret = '' }) => Promise.resolve(secretBytes(signingSecret) !== undefined),
  verify: (delivery: Delivery, { secrets }: Connection): Promise<Verified> =>
    verifyStandard(delivery, secrets['signingSecret'] ?? '', 'svix'),
  read,
};

function read(delivery: Delivery): Reading {
  const out = emptyReading();
  const parsed = v.safeParse(Event, jsonOf(textOf(delivery)));
  if (!parsed.success) throw new Malformed('The body is no event.');
  const { created_at, data } = parsed.output;
  const event = nameOf(parsed.output);
  const id = delivery.headers.get('svix-id') ?? '';
  const says = meaning(out, meanings, event, id);
  if (!says) return out;
  const people = [data.email ?? [data.to, data.cc, data.bcc]].flat(2);
  const notice = { event, id, at: time.iso(created_at) };
  if (people.length < 2) {
    out.notices.push({ ...notice, says, address: people[0] ?? '' });
    return out;
  }
  // Resend does not say which of several recipients it was. None is told for having done what another did;
  // but where it was a person's no, all are stopped until somebody finds out whose.
  out.unread.push({ event, reason: 'several-recipients', id });
  if (says !== 'bounced')
    for (const address of people) out.notices.push({ ...notice, says: 'suppressed', address });
  return out;
}

function nameOf({ type, data }: v.InferOutput<typeof Event>): string {
  if (type.startsWith('contact.') && data.unsubscribed === true) return 'contact unsubscribed';
  const closer = `${type} ${data.bounce?.type ?? ''}`;
  return Object.hasOwn(meanings, closer) ? closer : type;
}
