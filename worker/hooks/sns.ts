import * as v from 'valibot';
import { fromBase64, utf8 } from '../bytes.ts';
import { fromPem, publicKeyOf } from './der.ts';
import { Later } from './provider.ts';

/** The messages of Amazon SNS over HTTPS. https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html (2026-11) */
export const SnsMessage = v.looseObject({
  Type: v.picklist(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: v.string(),
  TopicArn: v.string(),
  Message: v.string(),
  Timestamp: v.string(),
  SignatureVersion: v.picklist(['1', '2']),
  Signature: v.string(),
  SigningCertURL: v.string(),
  Subject: v.optional(v.nullable(v.string())),
  SubscribeURL: v.optional(v.string()),
  Token: v.optional(v.string()),
});
export type SnsMessage = v.InferOutput<typeof SnsMessage>;

/** `arn:aws:sns:eu-west-1:123456789012:bounces`: partition and region say whom to ask. */
export function serviceHost(topicArn: string): string | undefined {
  const [, partition, region] =
    /^arn:(aws|aws-cn|aws-us-gov):sns:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:[\w-]{1,256}$/.exec(
      topicArn,
    ) ?? [];
  if (!region) return undefined;
  return `sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}

/** What is signed: names and values in turn, each with a line break, in the order of the names. */
function signedText(message: SnsMessage): string {
  const isNotice = message.Type === 'Notification';
  const names = isNotice
    ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
    : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const);
  return names
    .flatMap((name) => (message[name] == null ? [] : [`${name}\n${message[name]}\n`]))
    .join('');
}

/**
 * Whether SNS signed this, with a certificate fetched from SNS in the topic's own region and from
 * nowhere else. Version 1 is RSA with SHA-1, version 2 with SHA-256. Throws `Later` when the
 * certificate cannot be fetched.
 */
export async function isSignedBySns(message: SnsMessage): Promise<boolean> {
  const address = certificateAddress(message);
  const signature = fromBase64(message.Signature);
  if (!address || !signature) return false;
  const hash = message.SignatureVersion === '1' ? 'SHA-1' : 'SHA-256';
  const spki = await publicKeyAt(address);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash };
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
  return crypto.subtle.verify(algorithm.name, key, signature, utf8(signedText(message)));
}

/** The address must be spelt as SNS spells it, to the letter: what is fetched decides whom we believe. */
function certificateAddress({ SigningCertURL, TopicArn }: SnsMessage): string | undefined {
  const host = serviceHost(TopicArn);
  const [, theirs] =
    /^https:\/\/([a-z0-9.-]+)\/SimpleNotificationService-[0-9a-f]{16,64}\.pem$/.exec(
      SigningCertURL,
    ) ?? [];
  return host !== undefined && theirs === host ? SigningCertURL : undefined;
}

/** By address, which changes with the certificate. */
const known = new Map<string, Uint8Array<ArrayBuffer>>();

async function publicKeyAt(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const before = known.get(address);
  if (before) return before;
  const pem = await get(address);
  let key;
  try {
    key = publicKeyOf(fromPem(pem));
  } catch {
    throw new Later('What SNS gave is no certificate.');
  }
  if (known.size > 50) known.clear();
  known.set(address, key);
  return key;
}

/** Confirms a subscription, at SNS itself: the address that came with the message is not used. */
export async function confirmSubscription({ TopicArn, Token }: SnsMessage): Promise<void> {
  const query = new URLSearchParams({
    Action: 'ConfirmSubscription',
    TopicArn,
    Token: Token ?? '',
  });
  await get(`https://${serviceHost(TopicArn)}/?${query.toString()}`);
}

async function get(address: string): Promise<string> {
  const response = await fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(5000),
  }).catch(() => undefined);
  if (!response?.ok) throw new Later('SNS did not answer.');
  return response.text();
}
