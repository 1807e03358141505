import { randomHex, utf8 } from '../../../worker/bytes.ts';
import { answerAt } from '../support/outside-client.ts';
import { base64 } from './deliveries.ts';
import { element, integer, sequence } from './der.ts';

export const region = 'eu-west-1';
export const topicArn = `arn:aws:sns:${region}:123456789012:heed-bounces`;

type Fields = Record<string, string>;

/** A key of SNS: signs messages, and puts its certificate where SNS has it. */
export type SnsSigner = {
  readonly certificateUrl: string;
  readonly sign: (fields: Fields) => Promise<Fields>;
  readonly publish: (address?: string) => Promise<void>;
};

/** A certificate is fetched once, so that each key has an address of its own, unless it pretends to be another. */
export async function newSnsSigner(pretends?: SnsSigner): Promise<SnsSigner> {
  const name = `SimpleNotificationService-${randomHex(16)}.pem`;
  const certificateUrl = pretends?.certificateUrl ?? `https://sns.${region}.amazonaws.com/${name}`;
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  };
  const pair = (await crypto.subtle.generateKey({ ...rsa, hash: 'SHA-256' }, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const pkcs8 = (await crypto.subtle.exportKey('pkcs8', pair.privateKey)) as ArrayBuffer;
  const spki = new Uint8Array(
    (await crypto.subtle.exportKey('spki', pair.publicKey)) as ArrayBuffer,
  );
  const keyFor = (hash: string) =>
    crypto.subtle.importKey('pkcs8', pkcs8, { name: rsa.name, hash }, false, ['sign']);
  return {
    certificateUrl,
    sign: async (fields) => {
      const version = fields['SignatureVersion'] ?? '1';
      const key = await keyFor(version === '1' ? 'SHA-1' : 'SHA-256');
      const all = { SignatureVersion: version, SigningCertURL: certificateUrl, ...fields };
      const signature = await crypto.subtle.sign(rsa.name, key, utf8(textToSign(fields)));
      return { ...all, Signature: base64(new Uint8Array(signature)) };
    },
    publish: (address = certificateUrl) => answerAt(address, { body: pemOf(spki) }),
  };
}

/** As the guide of SNS says: these names with their values, in this order, those that are there. */
function textToSign(fields: Fields): string {
  const names =
    fields['Type'] === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return names.flatMap((name) => (name in fields ? [`${name}\n${fields[name]}\n`] : [])).join('');
}

/** A certificate with all its fields, of which only the key is looked at; nobody has signed it. */
function pemOf(spki: Uint8Array): string {
  const version = element(0xa0, integer(Uint8Array.of(2)));
  const tbs = sequence(
    version,
    integer(Uint8Array.of(9)),
    sequence(),
    sequence(),
    sequence(),
    sequence(),
    spki,
  );
  const lines = base64(sequence(tbs, sequence(), element(0x03))).match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
