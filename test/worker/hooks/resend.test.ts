import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../worker/bytes.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { resend } from '../../../worker/hooks/resend.ts';
import { verifyStandard } from '../../../worker/hooks/standard.ts';
import {
  base64,
  connection,
  delivery,
  hmac,
  hostile,
  malformed,
  now,
  seconds,
} from './deliveries.ts';

const key = utf8('a secret of at least 24 bytes');
const signingSecret = `whsec_${base64(key)}`;
const ours = connection({ secrets: { signingSecret } });
const minutes = 60_000;

async function sign(body: string, { id = 'msg_1', at = String(seconds), with: secret = key } = {}) {
  const signature = base64(await hmac('SHA-256', secret, `${id}.${at}.${body}`));
  return { 'svix-id': id, 'svix-timestamp': at, 'svix-signature': `v1,${signature}` };
}
const verify = (body: string, headers: Record<string, string>, at = now) =>
  resend.verify(delivery({ body, headers, now: at }), ours);

describe('a delivery from Resend', () => {
  const body = '{"type":"email.sent"}';

  it('is known by the example that Standard Webhooks publishes', async () => {
    // https://github.com/standard-webhooks/standard-webhooks, the tests of its libraries.
    const sent = delivery({
      body: '{"test": 2432232314}',
      headers: {
        'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        'webhook-timestamp': '1614265330',
        'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      },
      now: 1_614_265_330_000,
    });
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(await verifyStandard(sent, secret, 'webhook')).toEqual({});
    expect(await verifyStandard(sent, secret, 'svix')).toEqual({ refused: 'missing' });
    expect(await verifyStandard(sent, `${secret.slice(0, -1)}x`, 'webhook')).toEqual({
      refused: 'wrong',
    });
  });

  it('is taken when one of its signatures fits, while the secret changes', async () => {
    const headers = await sign(body);
    const both = { ...headers, 'svix-signature': `v1,AAAA v1a,BBBB ${headers['svix-signature']}` };
    expect(await verify(body, headers)).toEqual({});
    expect(await verify(body, both)).toEqual({});
  });

  it('is refused when its body, id or time was changed', async () => {
    const headers = await sign(body);
    expect(await verify(`${body} `, headers)).toEqual({ refused: 'wrong' });
    expect(await verify(body, { ...headers, 'svix-id': 'msg_2' })).toEqual({ refused: 'wrong' });
    const later = { ...headers, 'svix-timestamp': String(seconds + 1) };
    expect(await verify(body, later)).toEqual({ refused: 'wrong' });
  });

  it('is refused with another secret, or with what is none', async () => {
    const headers = await sign(body, { with: utf8('another') });
    expect(await verify(body, headers)).toEqual({ refused: 'wrong' });
    for (const secret of ['', 'whsec_', 'whsec_!', base64(key)]) {
      const theirs = connection({ secrets: { signingSecret: secret } });
      const sent = delivery({ body, headers: await sign(body) });
      expect(await resend.verify(sent, theirs)).toEqual({ refused: 'wrong' });
      expect(await resend.accepts!({ signingSecret: secret })).toBe(false);
    }
    expect(await resend.accepts!({ signingSecret })).toBe(true);
  });

  it('is refused five minutes after it was signed, or before', async () => {
    const headers = await sign(body);
    expect(await verify(body, headers, now + 4 * minutes)).toEqual({});
    expect(await verify(body, headers, now + 5 * minutes)).toEqual({ refused: 'old' });
    expect(await verify(body, headers, now - 6 * minutes)).toEqual({ refused: 'old' });
  });

  it.each(['svix-id', 'svix-timestamp', 'svix-signature'])(
    'is refused without %s',
    async (name) => {
      const headers: Record<string, string> = await sign(body);
      delete headers[name];
      expect(await verify(body, headers)).toEqual({ refused: 'missing' });
    },
  );

  it.each(['1e9', '-1', ' ', '0x10', '9'.repeat(30)])('is refused with the time %j', async (at) => {
    expect(await verify(body, await sign(body, { at }))).toEqual({ refused: 'missing' });
  });
});

const read = async (event: unknown) =>
  resend.read(delivery({ body: JSON.stringify(event), headers: { 'svix-id': 'msg_1' } }), ours);
const email = (type: string, data: object = {}) => ({
  type,
  created_at: '2026-05-03T09:00:00.000Z',
  data: { email_id: 'e', to: ['Jane <jane@example.com>'], ...data },
});

describe('what Resend says', () => {
  it.each([
    [email('email.bounced', { bounce: { type: 'Permanent' } }), 'bounced'],
    [email('email.bounced'), 'bounced'],
    [email('email.complained'), 'complained'],
    [email('email.suppressed'), 'suppressed'],
    [email('contact.updated', { email: 'jane@example.com', unsubscribed: true }), 'objected'],
    [email('contact.created', { email: 'jane@example.com', unsubscribed: true }), 'objected'],
  ])('by %j is read as %s', async (event, says) => {
    const { notices, unread } = await read(event);
    expect(unread).toEqual([]);
    expect(notices).toMatchObject([{ says, id: 'msg_1', at: now }]);
    expect(notices[0]!.address).toContain('jane@example.com');
  });

  it.each([
    email('email.bounced', { bounce: { type: 'Transient' } }),
    email('email.delivered'),
    email('contact.updated', { email: 'jane@example.com', unsubscribed: false }),
    email('contact.deleted', { email: 'jane@example.com' }),
  ])('by %j is about nobody’s wish, and lifts nothing', async (event) => {
    const { notices, unread, others } = await read(event);
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it('of a complaint by one of several stops all, blames none and says so', async () => {
    const data = { to: ['a@example.com'], cc: 'b@example.com', bcc: ['c@example.com'] };
    const { notices, unread } = await read(email('email.complained', data));
    expect(notices.map(({ says, address }) => `${says} ${address}`)).toEqual([
      'suppressed a@example.com',
      'suppressed b@example.com',
      'suppressed c@example.com',
    ]);
    expect(unread).toMatchObject([{ reason: 'several-recipients', event: 'email.complained' }]);
  });

  it('of a bounce at one of several stops none, and says so', async () => {
    const { notices, unread } = await read(
      email('email.bounced', { to: ['a@example.com', 'b@example.com'] }),
    );
    expect(notices).toEqual([]);
    expect(unread).toMatchObject([{ reason: 'several-recipients' }]);
  });

  it('of nobody is left to be reported as such', async () => {
    const { notices } = await read(email('email.complained', { to: [] }));
    expect(notices).toMatchObject([{ says: 'complained', address: '' }]);
  });

  it('in words that are new is not passed over', async () => {
    expect((await read(email('topic.unsubscribed'))).unread).toMatchObject([
      { event: 'topic.unsubscribed', reason: 'unknown-event', id: 'msg_1' },
    ]);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    for (const event of [
      email(text, { bounce: { type: text } }),
      { ...email('email.complained', { to: text }), created_at: text },
    ]) {
      const { notices, unread, others } = await read(event);
      expect(notices.length + unread.length + others.length).toBe(1);
    }
  });

  it.each([...malformed, '{}', '{"type":"x"}', '[]'])('is no event: %j', (text) => {
    expect(() => resend.read(delivery({ body: text }), ours)).toThrow(Malformed);
  });
});
