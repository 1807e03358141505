import { describe, expect, it } from 'vitest';
import { brevo } from '../../../worker/hooks/brevo.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { connection, delivery, hostile, malformed, now, seconds } from './deliveries.ts';

const read = async (body: unknown) =>
  brevo.read(delivery({ body: JSON.stringify(body) }), connection());
const event = (name: string, more: object = {}) => ({
  event: name,
  email: 'jane@example.com',
  id: 7,
  'message-id': '<1@smtp-relay.example>',
  ts_epoch: now,
  ...more,
});

describe('what Brevo says', () => {
  it.each([
    ['unsubscribe', 'objected'],
    ['unsubscribed', 'objected'],
    ['spam', 'complained'],
    ['hard_bounce', 'bounced'],
    ['hardBounce', 'bounced'],
    ['invalid_email', 'bounced'],
  ])('by %s is read as %s', async (name, says) => {
    const { notices, unread } = await read(event(name));
    expect(unread).toEqual([]);
    expect(notices).toMatchObject([{ says, address: 'jane@example.com', at: now }]);
  });

  it.each([
    [{ ts_epoch: undefined, ts_event: seconds }],
    [{ ts_epoch: undefined, ts: seconds }],
    [{ ts_event: 1, ts: 2 }],
  ])('has its time where it is said most exactly: %j', async (more) => {
    expect((await read(event('spam', more))).notices[0]!.at).toBe(now);
  });

  it.each(['delivered', 'soft_bounce', 'blocked', 'contact_updated', 'list_addition', 'newthing'])(
    'by %s is about nobody’s wish',
    async (name) => {
      const { notices, unread, others } = await read(event(name));
      expect([notices, unread, others]).toEqual([[], [], [name]]);
    },
  );

  it('in words that are new is not passed over', async () => {
    const { unread } = await read(event('contact_blocklisted'));
    expect(unread).toMatchObject([{ event: 'contact_blocklisted', reason: 'unknown-event' }]);
  });

  it('comes one by one or in batches, of which one bad event spoils no other', async () => {
    const { notices, unread } = await read([event('spam'), {}, 7, event('unsubscribe')]);
    expect(notices.map(({ says }) => says)).toEqual(['complained', 'objected']);
    expect(unread.map(({ reason }) => reason)).toEqual(['form', 'form']);
  });

  it('has no id of its own, but one message’s events are told apart by their time', async () => {
    const { notices } = await read([event('spam'), event('spam'), event('spam', { ts_epoch: 1 })]);
    expect(new Set(notices.map(({ id }) => id)).size).toBe(2);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    const { notices, unread, others } = await read([
      event(text),
      event('spam', { email: text, ts_epoch: text, 'message-id': text, camp_id: text }),
    ]);
    expect(notices.length + unread.length + others.length).toBe(2);
  });

  it.each(malformed)('is no event: %j', (text) => {
    expect(() => brevo.read(delivery({ body: text }), connection())).toThrow(Malformed);
  });
});
