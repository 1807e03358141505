import * as v from 'valibot';
import { fromBase64, utf8 } from '../bytes.ts';
import { ecdsaFromDer } from './der.ts';
import type { Delivery, Meanings, Provider, Reading, Verified } from './provider.ts';
import { emptyReading, jsonOf, listOf, meaning, textOf, time } from './reading.ts';
import { hour, isRecent, join } from './signature.ts';

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event (2026-11) */
const meanings: Meanings = {
  bounce: 'bounced',
  // A temporary refusal, which SendGrid calls a bounce of the type "blocked".
  'bounce blocked': 'nothing',
  spamreport: 'complained',
  unsubscribe: 'objected',
  group_unsubscribe: 'withdrawn',
  group_resubscribe: 'resubscribed',
  // Not sent, since SendGrid's own list stands against it: an earlier no whose day is not told.
  'dropped unsubscribed address': 'suppressed',
  'dropped spam reporting address': 'suppressed',
  'dropped bounced address': 'bounced',
  'dropped invalid': 'bounced',
  'dropped spam content': 'nothing',
  'dropped invalid smtpapi header': 'nothing',
  'dropped recipient list over package quota': 'nothing',
  processed: 'nothing',
  delivered: 'nothing',
  deferred: 'nothing',
  open: 'nothing',
  click: 'nothing',
  account_status_change: 'nothing',
};

const Event = v.looseObject({
  event: v.string(),
  email: v.optional(v.string(), ''),
  timestamp: v.optional(v.unknown()),
  sg_event_id: v.optional(v.string(), ''),
  asm_group_id: v.optional(v.union([v.string(), v.number()])),
  type: v.optional(v.unknown()),
  reason: v.optional(v.unknown()),
});

/** SendGrid tries for 24 hours, and does not say whether it signs each attempt anew. */
const window = 25 * hour;

export const sendgrid: Provider = {
  meanings,
  signsBody: true,
  tryLater: 503,
  accepts: async ({ publicKey = '' }) => (await importKey(publicKey)) !== undefined,
  verify,
  read,
};

/** ECDSA on P-256 with SHA-256 over the timestamp and the body as it came. */
async function verify(
  { headers, body, now }: Delivery,
  { secrets }: Parameters<Provider['verify']>[1],
): Promise<Verified> {
  const signature = headers.get('X-Twilio-Email-Event-Webhook-Signature');
  const timestamp = headers.get('X-Twilio-Email-Event-Webhook-Timestamp');
  if (!signature || !timestamp) return { refused: 'missing' };
  const key = await importKey(secrets['publicKey'] ?? '');
  const numbers = rawSignature(signature);
  if (!key || !numbers) return { refused: 'wrong' };
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  if (!(await crypto.subtle.verify(algorithm, key, numbers, join(utf8(timestamp), body))))
    return { refused: 'wrong' };
  return isRecent(time.seconds(timestamp), now, window) ? {} : { refused: 'old' };
}

function rawSignature(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return ecdsaFromDer(fromBase64(base64) ?? new Uint8Array(), 32);
  } catch {
    return undefined;
  }
}

/** The verification key as SendGrid shows it: SubjectPublicKeyInfo in base64, without PEM's first and last line. */
async function importKey(text: string): Promise<CryptoKey | undefined> {
  const spki = fromBase64(text.replaceAll(/-----[A-Z ]+-----|\s/g, ''));
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    return await crypto.subtle.importKey('spki', spki ?? new Uint8Array(), curve, false, [
      'verify',
    ]);
  } catch {
    return undefined;
  }
}

function read(delivery: Delivery): Reading {
  const out = emptyReading();
  for (const item of listOf(jsonOf(textOf(delivery)))) {
    const parsed = v.safeParse(Event, item);
    if (!parsed.success) {
      out.unread.push({ event: 'event', reason: 'form', id: JSON.stringify(item) });
      continue;
    }
    const { email, timestamp, sg_event_id: id, asm_group_id: group } = parsed.output;
    const event = nameOf(parsed.output);
    const says = meaning(out, meanings, event, id || JSON.stringify(item));
    const list = group === undefined ? undefined : String(group);
    if (says)
      out.notices.push({ says, event, id, address: email, at: time.seconds(timestamp), list });
  }
  return out;
}

function nameOf({ event, type, reason }: v.InferOutput<typeof Event>): string {
  if (event === 'bounce' && type === 'blocked') return 'bounce blocked';
  return event === 'dropped' && typeof reason === 'string'
    ? `dropped ${reason.toLowerCase()}`
    : event;
}
