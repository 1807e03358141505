import * as v from 'valibot';
import { fromHex, utf8 } from '../bytes.ts';
import type { Connection, Delivery, Meanings, Provider, Reading, Verified } from './provider.ts';
import { emptyReading, jsonOf, meaning, textOf, time } from './reading.ts';
import { Malformed } from './provider.ts';
import { hour, isHmac, isRecent } from './signature.ts';

/** https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-types (2026-11) */
const meanings: Meanings = {
  complained: 'complained',
  unsubscribed: 'objected',
  'unsubscribed from list': 'withdrawn',
  'failed permanent': 'bounced',
  // Given up for another reason than the address.
  'failed permanent old': 'nothing',
  'failed permanent espblock': 'nothing',
  'failed permanent blacklisted': 'nothing',
  'failed permanent greylisted': 'nothing',
  // Not sent, since Mailgun's own list stands against it: an earlier no whose day is not told.
  'failed permanent suppress-bounce': 'bounced',
  'failed permanent suppress-complaint': 'suppressed',
  'failed permanent suppress-unsubscribe': 'suppressed',
  'failed temporary': 'nothing',
  accepted: 'nothing',
  rejected: 'nothing',
  delivered: 'nothing',
  opened: 'nothing',
  clicked: 'nothing',
};

const Signature = v.object({
  // Digits alone: nothing is signed between it and the token, and `1700000000e0` would be the same time with another.
  timestamp: v.union([v.pipe(v.string(), v.regex(/^\d{1,12}$/)), v.pipe(v.number(), v.integer())]),
  token: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  signature: v.string(),
  'parent-signature': v.optional(v.string()),
});

const Event = v.looseObject({
  event: v.string(),
  id: v.optional(v.string(), ''),
  recipient: v.optional(v.string(), ''),
  timestamp: v.optional(v.unknown()),
  severity: v.optional(v.string()),
  reason: v.optional(v.string()),
  'mailing-list': v.optional(v.looseObject({ address: v.optional(v.string()) })),
});

/** Mailgun tries for 8 hours, and does not say whether it signs each attempt anew. */
const window = 9 * hour;

export const mailgun: Provider = {
  meanings,
  // The signature covers a time and a token alone, hence `once`.
  signsBody: false,
  tryLater: 503,
  verify,
  read,
};

/** HMAC-SHA-256 over timestamp and token, which stand in the body; a subaccount's also with its parent's key. */
async function verify(delivery: Delivery, { secrets }: Connection): Promise<Verified> {
  const parsed = v.safeParse(v.looseObject({ signature: Signature }), jsonOf(textOf(delivery)));
  if (!parsed.success) return { refused: 'missing' };
  const { timestamp, token, ...either } = parsed.output.signature;
  const key = utf8(secrets['signingKey'] ?? '');
  const signed = utf8(`${timestamp}${token}`);
  const checks = [either.signature, either['parent-signature']].map((hex) =>
    isHmac('SHA-256', key, signed, bytesOf(hex)),
  );
  if (!(await Promise.all(checks)).includes(true)) return { refused: 'wrong' };
  const at = time.seconds(timestamp);
  if (!isRecent(at, delivery.now, window)) return { refused: 'old' };
  return { once: { token, until: at + window } };
}

function bytesOf(hex: string | undefined): Uint8Array<ArrayBuffer> | undefined {
  return hex !== undefined && /^[0-9a-f]{64}$/i.test(hex) ? fromHex(hex) : undefined;
}

function read(delivery: Delivery): Reading {
  const out = emptyReading();
  const text = textOf(delivery);
  const body = jsonOf(text) as { 'event-data'?: unknown } | null;
  const parsed = v.safeParse(Event, body?.['event-data']);
  if (!parsed.success) throw new Malformed('There is no event in the body.');
  const { id, recipient, timestamp, ...rest } = parsed.output;
  const list = rest['mailing-list']?.address;
  const event = nameOf(rest, list);
  const says = meaning(out, meanings, event, id || text);
  const at = time.seconds(timestamp);
  // Mailgun's ids are unique within a day only, so the time goes with it.
  if (says) out.notices.push({ says, event, id: `${id} ${at}`, address: recipient, at, list });
  return out;
}

function nameOf(
  { event, severity, reason }: Pick<v.InferOutput<typeof Event>, 'event' | 'severity' | 'reason'>,
  list: string | undefined,
): string {
  if (event === 'unsubscribed' && list) return 'unsubscribed from list';
  if (event !== 'failed') return event;
  const closer = `failed ${severity ?? ''} ${reason ?? ''}`;
  return Object.hasOwn(meanings, closer) ? closer : `failed ${severity ?? ''}`;
}
