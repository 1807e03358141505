import { beforeAll, describe, expect, it } from 'vitest';
import { Later, Malformed } from '../../../worker/hooks/provider.ts';
import { ses } from '../../../worker/hooks/ses.ts';
import { serviceHost } from '../../../worker/hooks/sns.ts';
import { answerAt, requestsAt } from '../support/outside-client.ts';
import { connection, delivery, malformed, now } from './deliveries.ts';
import type { SnsSigner } from './sns-signer.ts';
import { newSnsSigner, region, topicArn } from './sns-signer.ts';

const ours = connection({ settings: { lists: {}, topicArn } });
const hours = 3_600_000;
let sns: SnsSigner;
let stranger: SnsSigner;

beforeAll(async () => {
  sns = await newSnsSigner();
  stranger = await newSnsSigner(sns);
  await sns.publish();
});

const notification = (more: Record<string, string> = {}) => ({
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: topicArn,
  Message: '{"eventType":"Send"}',
  Timestamp: '2026-05-03T09:00:00.000Z',
  ...more,
});
const confirmation = {
  ...notification(),
  Type: 'SubscriptionConfirmation',
  Token: '2336412f37fb687f5d51e6e241d09c80',
  SubscribeURL: 'https://evil.example/?Action=ConfirmSubscription',
};
const verify = (fields: object, at = now) =>
  Promise.resolve(ses.verify(delivery({ body: JSON.stringify(fields), now: at }), ours));

describe('a delivery from SNS', () => {
  it.each(['1', '2'])('is known by its signature, version %s', async (SignatureVersion) => {
    for (const more of [{}, { Subject: 'With a subject\nand a line' }])
      expect(await verify(await sns.sign(notification({ SignatureVersion, ...more })))).toEqual({});
    expect(await verify(await sns.sign({ ...confirmation, SignatureVersion }))).toEqual({});
  });

  it.each(['Message', 'MessageId', 'Timestamp', 'Subject', 'Type'])(
    'is refused when %s was changed',
    async (name) => {
      const signed = await sns.sign(notification({ Subject: 'subject' }));
      const other = name === 'Type' ? 'UnsubscribeConfirmation' : 'changed';
      expect(await verify({ ...signed, [name]: other })).toEqual({ refused: 'wrong' });
    },
  );

  it('is refused when a token was changed that would confirm another subscription', async () => {
    const signed = await sns.sign(confirmation);
    expect(await verify({ ...signed, Token: 'another' })).toEqual({ refused: 'wrong' });
    expect(await verify({ ...signed, SubscribeURL: 'another' })).toEqual({ refused: 'wrong' });
  });

  it('is refused when somebody else signed it, or nobody', async () => {
    expect(await verify(await stranger.sign(notification()))).toEqual({ refused: 'wrong' });
    for (const Signature of ['', '!', 'AAAA'])
      expect(await verify({ ...(await sns.sign(notification())), Signature })).toEqual({
        refused: 'wrong',
      });
    const asOther = { ...(await sns.sign(notification())), SignatureVersion: '2' };
    expect(await verify(asOther)).toEqual({ refused: 'wrong' });
  });

  it('is refused from another topic, before anything is fetched', async () => {
    const other = topicArn.replace('heed', 'their');
    const address = `https://sns.${region}.amazonaws.com/SimpleNotificationService-9999999999999999.pem`;
    const signed = await sns.sign(notification({ TopicArn: other, SigningCertURL: address }));
    expect(await verify(signed)).toEqual({ refused: 'other-source' });
    expect(await requestsAt(address)).toEqual([]);
  });

  it.each([
    'https://evil.example/SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.eu-west-1.amazonaws.com:444/SimpleNotificationService-0123456789abcdef.pem',
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.eu-west-1.amazonaws.com/other/../SimpleNotificationService-0123456789abcdef.pem',
    'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem?x=1',
    'https://sns.eu-west-1.amazonaws.com/anything.pem',
    'https://bucket.s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem',
    'file:///etc/passwd',
    '',
  ])('is refused, and nothing fetched, with its certificate at %s', async (SigningCertURL) => {
    await stranger.publish(SigningCertURL.split('?')[0] || 'none');
    const signed = await stranger.sign(notification({ SigningCertURL }));
    expect(await verify(signed)).toEqual({ refused: 'wrong' });
    expect(await requestsAt(SigningCertURL.split('?')[0] || 'none')).toEqual([]);
  });

  it.each([
    ['aaaa', { status: 404 }],
    ['bbbb', { status: 302, headers: { location: 'https://evil.example/x.pem' } }],
    ['cccc', { body: 'no certificate' }],
  ])('is asked for again later when its certificate %s is %j', async (digits, answer) => {
    const address = `https://sns.${region}.amazonaws.com/SimpleNotificationService-${digits.repeat(4)}.pem`;
    await answerAt(address, answer);
    const signed = await sns.sign(notification({ SigningCertURL: address }));
    await expect(verify(signed)).rejects.toThrow(Later);
    await sns.publish(address);
    expect(await verify(signed)).toEqual({});
  });

  it('is taken for as long as SNS tries again, and no longer', async () => {
    const signed = await sns.sign(notification());
    expect(await verify(signed, now + hours)).toEqual({});
    expect(await verify(signed, now + 3 * hours)).toEqual({ refused: 'old' });
    expect(await verify(signed, now - hours)).toEqual({ refused: 'old' });
  });

  it('is refused as what SES says without SNS around it', async () => {
    expect(await verify({ eventType: 'Bounce' })).toEqual({ refused: 'missing' });
  });

  it.each(['', '{', '\u0000'])('is not %j', async (body) => {
    await expect((async () => ses.verify(delivery({ body }), ours))()).rejects.toThrow(Malformed);
  });

  it.each(malformed.filter((text) => /^(null|1|"text")$/.test(text)))('is not %s', async (body) => {
    expect(await ses.verify(delivery({ body }), ours)).toEqual({ refused: 'missing' });
  });
});

const read = (fields: object) =>
  Promise.resolve(ses.read(delivery({ body: JSON.stringify(fields) }), ours));
const signedParts = { Signature: '', SignatureVersion: '1', SigningCertURL: '' };

describe('a subscription', () => {
  const host = `https://sns.${region}.amazonaws.com/`;

  it('is confirmed at SNS itself, not at the address that came along', async () => {
    await answerAt(host, { body: '<ConfirmSubscriptionResponse/>' });
    const { notices, unread, others } = await read({ ...confirmation, ...signedParts });
    expect([notices, unread, others]).toEqual([[], [], ['subscription confirmed']]);
    const [request] = await requestsAt(host);
    const { searchParams } = new URL(request!.url);
    expect([request!.method, Object.fromEntries(searchParams)]).toEqual([
      'GET',
      { Action: 'ConfirmSubscription', TopicArn: topicArn, Token: confirmation.Token },
    ]);
    expect(await requestsAt('https://evil.example/')).toEqual([]);
  });

  it('is asked for again when SNS does not answer', async () => {
    await answerAt(host, { status: 500 });
    await expect(read({ ...confirmation, ...signedParts })).rejects.toThrow(Later);
  });

  it('that has ended is reported: nothing more will come', async () => {
    const { unread } = await read({
      ...confirmation,
      ...signedParts,
      Type: 'UnsubscribeConfirmation',
    });
    expect(unread).toMatchObject([{ reason: 'subscription-ended' }]);
  });

  it('begins with a word of greeting, which says nothing', async () => {
    const Message = 'Successfully validated SNS topic for Amazon SES event publishing.';
    const { unread, others } = await read({ ...notification({ Message }), ...signedParts });
    expect([unread, others]).toEqual([[], ['topic validated']]);
  });
});

describe('the host of SNS', () => {
  it.each([
    ['arn:aws:sns:us-east-1:123456789012:topic', 'sns.us-east-1.amazonaws.com'],
    ['arn:aws:sns:ap-southeast-2:123456789012:a_b-c', 'sns.ap-southeast-2.amazonaws.com'],
    ['arn:aws-cn:sns:cn-north-1:123456789012:topic', 'sns.cn-north-1.amazonaws.com.cn'],
    ['arn:aws-us-gov:sns:us-gov-west-1:123456789012:t', 'sns.us-gov-west-1.amazonaws.com'],
  ])('of %s is %s', (arn, host) => {
    expect(serviceHost(arn)).toBe(host);
  });

  it.each([
    '',
    'arn:aws:sqs:us-east-1:123456789012:topic',
    'arn:aws:sns:evil.example/:123456789012:t',
    'arn:aws:sns:us-east-1:1:t',
    'arn:aws:sns:us-east-1:123456789012:a/b',
    `${topicArn}\n`,
  ])('of %j there is none', (arn) => {
    expect(serviceHost(arn)).toBeUndefined();
  });
});
