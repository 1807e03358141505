import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import type { Secret } from '../../../worker/webhooks/secrets.ts';
import { newSecret, rotated, signedHeaders } from '../../../worker/webhooks/secrets.ts';

const body = '{"type":"webhook.test","data":{"name":"zoë"}}';
const hours = 3_600_000;
const current = (secret: string): Secret => ({ secret, until: null });

describe('a signing secret', () => {
  it('is 24 random bytes in the form that Standard Webhooks gives them', () => {
    const secrets = Array.from({ length: 50 }, newSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  });

  it('that is replaced goes on for a day beside the new one', () => {
    const now = Date.now();
    const all = rotated([current('a')], 'b', now);
    expect(all).toEqual([current('b'), { secret: 'a', until: now + 24 * hours }]);
  });

  it('is forgotten after its day, and when two newer ones are there', () => {
    const now = Date.now();
    const two = rotated([current('a')], 'b', now);
    expect(rotated(two, 'c', now + 25 * hours).map(({ secret }) => secret)).toEqual(['c', 'b']);
    const three = rotated(two, 'c', now + hours);
    expect(rotated(three, 'd', now + 2 * hours).map(({ secret }) => secret)).toEqual([
      'd',
      'c',
      'b',
    ]);
    expect(three[2]).toEqual({ secret: 'a', until: now + 24 * hours });
  });
});

describe('a signature', () => {
  it('is the one that Standard Webhooks publishes as an example', async () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const headers = await signedHeaders(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      [current(secret)],
      1_614_265_330_999,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is believed by the receivers’ own library, and a changed body is not', async () => {
    const secret = newSecret();
    const headers = await signedHeaders('msg_1', body, [current(secret)], Date.now());
    const receiver = new Webhook(secret);
    expect(receiver.verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => receiver.verify(body.replace('zoë', 'joe'), headers)).toThrow('signature');
    expect(() => receiver.verify(body, { ...headers, 'webhook-id': 'msg_2' })).toThrow('signature');
    expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('signature');
  });

  it('is made by the new and the old secret while both stand, and by the new one alone after', async () => {
    const [old, fresh] = [newSecret(), newSecret()];
    const secrets = rotated([current(old)], fresh, Date.now());
    const both = await signedHeaders('msg_1', body, secrets, Date.now());
    for (const secret of [old, fresh])
      expect(new Webhook(secret).verify(body, both)).toEqual(JSON.parse(body));
    const later = await signedHeaders('msg_1', body, secrets, Date.now() + 25 * hours);
    expect(later['webhook-signature']!.split(' ')).toHaveLength(1);
  });
});
