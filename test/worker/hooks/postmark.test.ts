import { describe, expect, it } from 'vitest';
import { postmark } from '../../../worker/hooks/postmark.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { connection, delivery, hostile, malformed, now } from './deliveries.ts';

const read = async (event: unknown) =>
  postmark.read(delivery({ body: JSON.stringify(event) }), connection());
const at = '2026-05-03T11:00:00.0000000+02:00';
const bounce = (Type: string) => ({
  RecordType: 'Bounce',
  ID: 901,
  Type,
  Email: 'jane@example.com',
  BouncedAt: at,
  MessageStream: 'outbound',
});
const change = (more: object) => ({
  RecordType: 'SubscriptionChange',
  MessageID: null,
  MessageStream: 'news',
  ChangedAt: at,
  Recipient: 'jane@example.com',
  SuppressSending: true,
  ...more,
});
const manual = { SuppressionReason: 'ManualSuppression' };

describe('what Postmark says', () => {
  it.each([
    [bounce('HardBounce'), 'bounced'],
    [bounce('BadEmailAddress'), 'bounced'],
    [bounce('SpamComplaint'), 'complained'],
    [bounce('Unsubscribe'), 'objected'],
    [bounce('ManuallyDeactivated'), 'suppressed'],
    [{ ...bounce('SpamComplaint'), RecordType: 'SpamComplaint' }, 'complained'],
    [change({ SuppressionReason: 'HardBounce', Origin: 'Recipient' }), 'bounced'],
    [change({ SuppressionReason: 'SpamComplaint', Origin: 'Recipient' }), 'complained'],
    [change({ ...manual, Origin: 'Recipient' }), 'withdrawn'],
    [change({ ...manual, Origin: 'Customer' }), 'suppressed'],
    [change({ ...manual, Origin: 'Admin' }), 'suppressed'],
  ])('by %j is read as %s', async (event, says) => {
    const { notices, unread } = await read(event);
    expect(unread).toEqual([]);
    expect(notices).toMatchObject([{ says, address: 'jane@example.com', at: now }]);
  });

  it('of somebody who left a message stream names the stream', async () => {
    const { notices } = await read(change({ ...manual, Origin: 'Recipient' }));
    expect(notices[0]!.list).toBe('news');
  });

  it.each([
    bounce('Transient'),
    bounce('SoftBounce'),
    bounce('SpamNotification'),
    { RecordType: 'Delivery', Recipient: 'jane@example.com' },
    { RecordType: 'Open' },
  ])('by %j is about nobody’s wish', async (event) => {
    const { notices, unread, others } = await read(event);
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it.each(['Recipient', 'Customer', 'Admin'])(
    'of sending taken up again by the %s lifts nothing',
    async (Origin) => {
      const { notices, others } = await read(change({ SuppressSending: false, Origin }));
      expect([notices, others]).toEqual([[], ['Reactivated']]);
    },
  );

  it.each([
    bounce('UnsubscribeOfANewKind'),
    change({ SuppressionReason: 'SomethingNew' }),
    change({ ...manual, Origin: 'SomebodyNew' }),
    change({ SuppressSending: undefined }),
  ])('in words that are new is not passed over: %j', async (event) => {
    const { notices, unread } = await read(event);
    expect(notices).toEqual([]);
    expect(unread).toMatchObject([{ reason: 'unknown-event' }]);
  });

  it('has an id for each change, so that one said twice counts once', async () => {
    const first = change({ ...manual, Origin: 'Recipient' });
    const ids = [first, first, { ...first, ChangedAt: '2026-05-04T09:00:00Z' }].map(
      async (event) => (await read(event)).notices[0]!.id,
    );
    const [one, again, later] = await Promise.all(ids);
    expect(again).toBe(one);
    expect(later).not.toBe(one);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    for (const event of [
      { ...bounce(text), Email: text, BouncedAt: text },
      { RecordType: text },
      change({ SuppressionReason: text, Origin: text, Recipient: text, ChangedAt: text }),
    ]) {
      const { notices, unread, others } = await read(event);
      expect(notices.length + unread.length + others.length).toBe(1);
    }
  });

  it.each(malformed)('is no event: %j', (text) => {
    expect(() => postmark.read(delivery({ body: text }), connection())).toThrow(Malformed);
  });

  it.each([[7], [{}], [{ RecordType: 1 }]])(
    'without its form is not passed over: %j',
    async (event) => {
      expect((await read([event])).unread).toMatchObject([{ reason: 'form' }]);
    },
  );
});
