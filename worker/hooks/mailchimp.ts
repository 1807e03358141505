import type { Delivery, Meanings, Provider, Reading } from './provider.ts';
import { Malformed } from './provider.ts';
import { emptyReading, meaning, textOf, time } from './reading.ts';
import { verifySecret } from './shared-secret.ts';

/** By type, and for some by action or reason. https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/ (2026-11) */
const meanings: Meanings = {
  'unsubscribe unsub manual': 'withdrawn',
  'unsubscribe unsub abuse': 'complained',
  'unsubscribe delete abuse': 'complained',
  // Somebody took them out of the audience. Whether they asked for it is not told, so that it can be released again.
  'unsubscribe delete manual': 'suppressed',
  'cleaned hard': 'bounced',
  'cleaned abuse': 'complained',
  // It does not say who did it: the person, a colleague or an import.
  subscribe: 'nothing',
  profile: 'nothing',
  upemail: 'nothing',
  campaign: 'nothing',
};

/** Mailchimp signs nothing and sets no header: the secret stands in the address. */
export const mailchimp: Provider = {
  meanings,
  signsBody: false,
  tryLater: 503,
  verify: (delivery, connection) => verifySecret(delivery, connection, { inAddress: true }),
  read,
};

/** One event a request, as form fields `type`, `fired_at` and `data[...]`. */
function read(delivery: Delivery): Reading {
  const out = emptyReading();
  const text = textOf(delivery);
  const fields = new URLSearchParams(text);
  const field = (name: string) => fields.get(`data[${name}]`) ?? '';
  const type = fields.get('type');
  if (!type) throw new Malformed('There is no field type.');
  const event = nameOf(type, field('action'), field('reason'));
  const says = meaning(out, meanings, event, text);
  const fired = fields.get('fired_at') ?? '';
  const list = field('list_id');
  if (says)
    out.notices.push({
      says,
      event,
      id: `${list} ${fired}`,
      address: field('email'),
      at: time.utc(fired),
      list: says === 'withdrawn' ? list : undefined,
    });
  return out;
}

function nameOf(type: string, action: string, reason: string): string {
  if (type === 'unsubscribe') return `unsubscribe ${action || 'unsub'} ${reason || 'manual'}`;
  return type === 'cleaned' ? `cleaned ${reason}` : type;
}
