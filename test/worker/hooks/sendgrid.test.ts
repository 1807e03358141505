import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../worker/bytes.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { sendgrid } from '../../../worker/hooks/sendgrid.ts';
import { base64, connection, delivery, hostile, malformed, now, seconds } from './deliveries.ts';
import { derOf } from './der.ts';

const { publicKey, privateKey } = (await crypto.subtle.generateKey(
  { name: 'ECDSA', namedCurve: 'P-256' },
  true,
  ['sign', 'verify'],
)) as CryptoKeyPair;
const spki = (await crypto.subtle.exportKey('spki', publicKey)) as ArrayBuffer;
const ours = connection({ secrets: { publicKey: base64(new Uint8Array(spki)) } });

async function signed(body: string, timestamp = String(seconds)) {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const raw = await crypto.subtle.sign(algorithm, privateKey, utf8(timestamp + body));
  return {
    'X-Twilio-Email-Event-Webhook-Signature': base64(derOf(new Uint8Array(raw))),
    'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
  };
}

/** Published with SendGrid's own libraries, in their tests of EventWebhook. */
const published = {
  publicKey:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==',
  signature:
    'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=',
  timestamp: '1600112502',
  body: '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]\r\n',
};

describe('a delivery from SendGrid', () => {
  const body = '[{"event":"unsubscribe"}]\r\n';

  it('is known by the signature that SendGrid published as an example', async () => {
    const { body: text, publicKey: key, signature, timestamp } = published;
    const headers = {
      'X-Twilio-Email-Event-Webhook-Signature': signature,
      'X-Twilio-Email-Event-Webhook-Timestamp': timestamp,
    };
    const theirs = connection({ secrets: { publicKey: key } });
    const at = Number(timestamp) * 1000 + 5000;
    const verify = (changed: string) =>
      sendgrid.verify(delivery({ body: changed, headers, now: at }), theirs);
    expect(await verify(text)).toEqual({});
    expect(await verify(text.trimEnd())).toEqual({ refused: 'wrong' });
  });

  it('is taken with our own key, many times over', async () => {
    // A number with its first bit set, or with a leading zero byte, is written otherwise in DER.
    for (let round = 0; round < 40; round++) {
      const text = `[${round}]`;
      const sent = delivery({ body: text, headers: await signed(text) });
      expect(await sendgrid.verify(sent, ours)).toEqual({});
    }
  });

  it('is refused when its body was changed', async () => {
    const sent = delivery({ body: `${body} `, headers: await signed(body) });
    expect(await sendgrid.verify(sent, ours)).toEqual({ refused: 'wrong' });
  });

  it('is refused when its time was changed', async () => {
    const headers = await signed(body);
    headers['X-Twilio-Email-Event-Webhook-Timestamp'] = String(seconds + 1);
    expect(await sendgrid.verify(delivery({ body, headers }), ours)).toEqual({ refused: 'wrong' });
  });

  it('is refused with another key, and with what is no key', async () => {
    const headers = await signed(body);
    for (const key of [published.publicKey, '', 'not a key', 'AAAA'])
      expect(
        await sendgrid.verify(
          delivery({ body, headers }),
          connection({ secrets: { publicKey: key } }),
        ),
      ).toEqual({ refused: 'wrong' });
  });

  it('is refused without a signature, or with a broken one', async () => {
    expect(await sendgrid.verify(delivery({ body }), ours)).toEqual({ refused: 'missing' });
    for (const broken of ['!', 'AAAA', base64(utf8('0'.repeat(70)))]) {
      const headers = { ...(await signed(body)), 'X-Twilio-Email-Event-Webhook-Signature': broken };
      expect(await sendgrid.verify(delivery({ body, headers }), ours)).toEqual({
        refused: 'wrong',
      });
    }
  });

  it('is taken for as long as SendGrid tries again, a day, and no longer', async () => {
    const verifyAfter = async (hours: number) =>
      sendgrid.verify(
        delivery({ body, headers: await signed(body), now: now + hours * 3_600_000 }),
        ours,
      );
    expect(await verifyAfter(24)).toEqual({});
    expect(await verifyAfter(26)).toEqual({ refused: 'old' });
    expect(await verifyAfter(-1)).toEqual({ refused: 'old' });
  });

  it('needs a key that is one', async () => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${published.publicKey}\n-----END PUBLIC KEY-----`;
    const accepts = (key: string) => sendgrid.accepts!({ publicKey: key });
    expect(await accepts(published.publicKey)).toBe(true);
    expect(await accepts(pem)).toBe(true);
    expect(await accepts('SG.some-api-key')).toBe(false);
  });
});

const read = async (...events: unknown[]) =>
  sendgrid.read(delivery({ body: JSON.stringify(events) }), ours);
const event = (name: string, more: object = {}) => ({
  event: name,
  email: 'jane@example.com',
  timestamp: seconds,
  sg_event_id: 'e1',
  ...more,
});

describe('what SendGrid says', () => {
  it.each([
    ['bounce', { type: 'bounce' }, 'bounced'],
    ['spamreport', {}, 'complained'],
    ['unsubscribe', {}, 'objected'],
    ['group_unsubscribe', { asm_group_id: 10 }, 'withdrawn'],
    ['group_resubscribe', { asm_group_id: 10 }, 'resubscribed'],
    ['dropped', { reason: 'Bounced Address' }, 'bounced'],
    ['dropped', { reason: 'Invalid' }, 'bounced'],
    ['dropped', { reason: 'Unsubscribed Address' }, 'suppressed'],
    ['dropped', { reason: 'Spam Reporting Address' }, 'suppressed'],
  ])('by %s %j is read as %s', async (name, more, says) => {
    const { notices, unread } = await read(event(name, more));
    expect(unread).toEqual([]);
    expect(notices).toMatchObject([{ says, id: 'e1', address: 'jane@example.com', at: now }]);
  });

  it('about a group names the group', async () => {
    const { notices } = await read(event('group_unsubscribe', { asm_group_id: 10 }));
    expect(notices[0]!.list).toBe('10');
  });

  it.each([
    ['delivered', {}],
    ['bounce', { type: 'blocked' }],
    ['dropped', { reason: 'Spam Content' }],
    ['somethingnew', {}],
  ])('by %s %j is about nobody’s wish', async (name, more) => {
    const { notices, unread, others } = await read(event(name, more));
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it('in words that we do not know but that could be a no is not passed over', async () => {
    const { notices, unread } = await read(event('all_unsubscribe', { sg_event_id: 'e9' }));
    expect(notices).toEqual([]);
    expect(unread).toEqual([{ event: 'all_unsubscribe', reason: 'unknown-event', id: 'e9' }]);
  });

  it('comes in batches, of which one bad event spoils no other', async () => {
    const { notices, unread } = await read(
      event('bounce'),
      { event: 7 },
      null,
      event('spamreport'),
    );
    expect(notices.map(({ says }) => says)).toEqual(['bounced', 'complained']);
    expect(unread.map(({ reason }) => reason)).toEqual(['form', 'form']);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    const { notices, unread, others } = await read(
      event(text, { reason: text }),
      event('bounce', { email: text, timestamp: text, asm_group_id: text }),
      event('dropped', { reason: text }),
    );
    expect(notices.length + unread.length + others.length).toBe(3);
  });

  it.each(malformed)('is no event: %j', (text) => {
    expect(() => sendgrid.read(delivery({ body: text }), ours)).toThrow(Malformed);
  });
});
