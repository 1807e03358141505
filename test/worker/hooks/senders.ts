import { randomHex, utf8 } from '../../../worker/bytes.ts';
import type { ProviderId } from '../../../worker/hooks/setup.ts';
import { base64, hex, hmac } from './deliveries.ts';
import { derOf } from './der.ts';
import type { SnsSigner } from './sns-signer.ts';
import { newSnsSigner, topicArn } from './sns-signer.ts';

export type Keys = Readonly<Record<string, string>>;
/** What is needed to send in a provider's name: its address, the key it has, and the time it says. */
export type With = { readonly address: string; readonly keys: Keys; readonly at: number };
export type Sent = {
  readonly url: string;
  readonly body: string;
  readonly headers: Record<string, string>;
};

/** How one provider says that somebody wants no more mail, and proves that it is the one. */
export type Sender = {
  /** What an administrator gives to Heed. */
  readonly given: object;
  /** Other keys of the same kind. */
  readonly otherKeys: Keys;
  readonly no: (email: string, at: number) => string;
  readonly sign: (body: string, how: With) => Promise<Sent>;
  /** What the no is recorded as. */
  readonly type: string;
  readonly signsBody: boolean;
  readonly signsTime: boolean;
  readonly refusal: number;
};

const iso = (at: number): string => new Date(at).toISOString();
const seconds = (at: number): number => Math.floor(at / 1000);
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const signed = { signsBody: true, signsTime: true, refusal: 401 };
const unsigned = { signsBody: false, signsTime: false, refusal: 401, otherKeys: { password: 'x' } };
const basic = (password: string) => ({
  Authorization: `Basic ${base64(utf8(`heed:${password}`))}`,
});

type Pair = { readonly publicKey: string; readonly privateKey: CryptoKey };
async function newCurveKey(): Promise<Pair> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = (await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])) as CryptoKeyPair;
  const spki = (await crypto.subtle.exportKey('spki', pair.publicKey)) as ArrayBuffer;
  return { publicKey: base64(new Uint8Array(spki)), privateKey: pair.privateKey };
}

export async function newSenders(): Promise<Record<Exclude<ProviderId, 'hubspot'>, Sender>> {
  const pairs = await Promise.all([newCurveKey(), newCurveKey()]);
  const sns = await newSnsSigner();
  const stranger = await newSnsSigner(sns);
  await sns.publish();
  const privateKeys = new Map(pairs.map(({ publicKey, privateKey }) => [publicKey, privateKey]));
  const whsec = () => `whsec_${base64(crypto.getRandomValues(new Uint8Array(24)))}`;
  return {
    ses: { ...ses({ ours: sns, other: stranger }), ...signed },
    sendgrid: {
      ...signed,
      given: { secrets: { publicKey: pairs[0]!.publicKey } },
      otherKeys: { publicKey: pairs[1]!.publicKey },
      type: 'objected',
      no: (email, at) =>
        JSON.stringify([
          { event: 'unsubscribe', email, timestamp: seconds(at), sg_event_id: `e-${email}` },
        ]),
      sign: async (body, { address, keys, at }) => {
        const timestamp = String(seconds(at));
        const key = privateKeys.get(keys['publicKey']!)!;
        const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
        const raw = await crypto.subtle.sign(algorithm, key, utf8(timestamp + body));
        const headers = {
          'X-Twilio-Email-Event-Webhook-Signature': base64(derOf(new Uint8Array(raw))),
          'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
        };
        return { url: address, body, headers };
      },
    },
    postmark: {
      ...unsigned,
      given: {},
      type: 'complained',
      no: (Email, at) =>
        JSON.stringify({ RecordType: 'SpamComplaint', ID: 7, Email, BouncedAt: iso(at) }),
      sign: async (body, { address, keys }) => ({
        url: address,
        body,
        headers: basic(keys['password']!),
      }),
    },
    mailgun: {
      ...signed,
      signsBody: false,
      given: { secrets: { signingKey: 'key-1' } },
      otherKeys: { signingKey: 'key-2' },
      type: 'complained',
      no: (recipient, at) =>
        JSON.stringify({ event: 'complained', id: 'e1', recipient, timestamp: at / 1000 }),
      sign: async (body, { address, keys, at }) => {
        const timestamp = String(seconds(at));
        const token = randomHex(25);
        const signature = hex(await hmac('SHA-256', keys['signingKey']!, timestamp + token));
        const text = `{"signature":${JSON.stringify({ timestamp, token, signature })},"event-data":${body}}`;
        return { url: address, body: text, headers: {} };
      },
    },
    mandrill: {
      ...signed,
      signsTime: false,
      given: { secrets: { webhookKey: 'wk-1' } },
      otherKeys: { webhookKey: 'wk-2' },
      type: 'objected',
      no: (email, at) =>
        form({
          mandrill_events: JSON.stringify([
            { event: 'unsub', _id: 'm', ts: seconds(at), msg: { email } },
          ]),
        }),
      sign: async (body, { address, keys }) => {
        const fields = [...new URLSearchParams(body)].sort(([a], [b]) => (a < b ? -1 : 1));
        const signature = await hmac(
          'SHA-1',
          keys['webhookKey']!,
          address + fields.flat().join(''),
        );
        return { url: address, body, headers: { 'X-Mandrill-Signature': base64(signature) } };
      },
    },
    mailchimp: {
      ...unsigned,
      given: {},
      type: 'withdrawn',
      no: (email, at) =>
        form({
          type: 'unsubscribe',
          fired_at: iso(at).slice(0, 19).replace('T', ' '),
          'data[action]': 'unsub',
          'data[reason]': 'manual',
          'data[email]': email,
          'data[list_id]': 'a1',
        }),
      sign: async (body, { address, keys }) => ({
        url: `${address}?key=${keys['password']}`,
        body,
        headers: {},
      }),
    },
    resend: {
      ...signed,
      given: { secrets: { signingSecret: whsec() } },
      otherKeys: { signingSecret: whsec() },
      type: 'complained',
      no: (email, at) =>
        JSON.stringify({ type: 'email.complained', created_at: iso(at), data: { to: [email] } }),
      sign: async (body, { address, keys, at }) => {
        const secret = Uint8Array.from(atob(keys['signingSecret']!.slice(6)), (sign) =>
          sign.charCodeAt(0),
        );
        const timestamp = String(seconds(at));
        const signature = base64(await hmac('SHA-256', secret, `msg_1.${timestamp}.${body}`));
        const headers = { id: 'msg_1', timestamp, signature: `v1,${signature}` };
        const named = Object.entries(headers).map(([name, value]) => [`svix-${name}`, value]);
        return { url: address, body, headers: Object.fromEntries(named) };
      },
    },
    brevo: {
      ...unsigned,
      refusal: 429,
      given: {},
      type: 'objected',
      no: (email, at) => JSON.stringify({ event: 'unsubscribed', email, ts_epoch: at }),
      sign: async (body, { address, keys }) => ({
        url: address,
        body,
        headers: { Authorization: `Bearer ${keys['password']}` },
      }),
    },
  };
}

function ses({ ours, other }: { ours: SnsSigner; other: SnsSigner }) {
  return {
    given: { topicArn },
    otherKeys: { signer: 'other' },
    type: 'complained',
    no: (emailAddress: string, at: number) =>
      JSON.stringify({
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: [{ emailAddress }],
          timestamp: iso(at),
          feedbackId: 'f',
        },
      }),
    sign: async (Message: string, { address, keys, at }: With): Promise<Sent> => {
      const signer = keys['signer'] === 'other' ? other : ours;
      const message = {
        Type: 'Notification',
        MessageId: 'm1',
        TopicArn: topicArn,
        Message,
        Timestamp: iso(at),
      };
      const body = JSON.stringify(await signer.sign(message));
      return { url: address, body, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } };
    },
  };
}
