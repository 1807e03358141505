import * as v from 'valibot';
import type { Delivery, Meanings, Provider, Reading } from './provider.ts';
import { emptyReading, jsonOf, listOf, meaning, textOf, time } from './reading.ts';
import { verifySecret } from './shared-secret.ts';

/**
 * By record type, and for bounces and changes of a subscription by what is said further. 2026-11:
 * https://postmarkapp.com/developer/webhooks/bounce-webhook, …/spam-complaint-webhook,
 * …/subscription-change-webhook, and the bounce types in …/api/bounce-api
 */
const meanings: Meanings = {
  SpamComplaint: 'complained',
  'Bounce HardBounce': 'bounced',
  'Bounce BadEmailAddress': 'bounced',
  'Bounce SpamComplaint': 'complained',
  'Bounce Unsubscribe': 'objected',
  'Bounce ManuallyDeactivated': 'suppressed',
  'Suppressed HardBounce': 'bounced',
  'Suppressed SpamComplaint': 'complained',
  'Suppressed ManualSuppression Recipient': 'withdrawn',
  'Suppressed ManualSuppression Customer': 'suppressed',
  'Suppressed ManualSuppression Admin': 'suppressed',
  // Postmark does not say that the person themself came back, so a no stays.
  Reactivated: 'nothing',
  'Bounce Transient': 'nothing',
  'Bounce Subscribe': 'nothing',
  'Bounce AutoResponder': 'nothing',
  'Bounce AddressChange': 'nothing',
  'Bounce DnsError': 'nothing',
  // Blocked by a filter: no word of the person.
  'Bounce SpamNotification': 'nothing',
  'Bounce OpenRelayTest': 'nothing',
  'Bounce Unknown': 'nothing',
  'Bounce SoftBounce': 'nothing',
  'Bounce VirusNotification': 'nothing',
  'Bounce ChallengeVerification': 'nothing',
  'Bounce Unconfirmed': 'nothing',
  'Bounce Blocked': 'nothing',
  'Bounce SMTPApiError': 'nothing',
  'Bounce InboundError': 'nothing',
  'Bounce DMARCPolicy': 'nothing',
  'Bounce TemplateRenderingFailed': 'nothing',
  Delivery: 'nothing',
  Open: 'nothing',
  Click: 'nothing',
};

const Event = v.looseObject({
  RecordType: v.string(),
  ID: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  MessageID: v.optional(v.nullable(v.string())),
  MessageStream: v.optional(v.string()),
  Email: v.optional(v.string()),
  Recipient: v.optional(v.string()),
  Type: v.optional(v.string(), ''),
  BouncedAt: v.optional(v.unknown()),
  ChangedAt: v.optional(v.unknown()),
  SuppressSending: v.optional(v.boolean()),
  SuppressionReason: v.optional(v.nullable(v.string())),
  Origin: v.optional(v.nullable(v.string())),
});

/** Postmark signs nothing; the address carries a user name and password. */
export const postmark: Provider = {
  meanings,
  signsBody: false,
  tryLater: 503,
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
    const { ID, MessageID, Email, Recipient, BouncedAt, ChangedAt } = parsed.output;
    const at = time.iso(ChangedAt ?? BouncedAt);
    const event = nameOf(parsed.output);
    const id = String(ID ?? `${MessageID ?? ''} ${at}`);
    const says = meaning(out, meanings, event, JSON.stringify(item));
    const list = says === 'withdrawn' ? parsed.output.MessageStream : undefined;
    if (says) out.notices.push({ says, event, id, address: Email ?? Recipient ?? '', at, list });
  }
  return out;
}

function nameOf(event: v.InferOutput<typeof Event>): string {
  const { RecordType, Type, SuppressSending, SuppressionReason, Origin } = event;
  if (RecordType === 'Bounce') return `Bounce ${Type}`;
  if (RecordType !== 'SubscriptionChange') return RecordType;
  if (SuppressSending === false) return 'Reactivated';
  return SuppressionReason === 'ManualSuppression'
    ? `Suppressed ManualSuppression ${Origin ?? ''}`
    : `Suppressed ${SuppressionReason ?? ''}`;
}
