import { describe, expect, it } from 'vitest';
import { mailchimp } from '../../../worker/hooks/mailchimp.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { connection, delivery, hostile, malformed, now } from './deliveries.ts';

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const read = async (fields: Record<string, string>) =>
  mailchimp.read(delivery({ body: form(fields) }), connection());
const event = (type: string, data: Record<string, string> = {}) => ({
  type,
  fired_at: '2026-05-03 09:00:00',
  'data[email]': 'jane@example.com',
  'data[list_id]': 'a6b5da1054',
  ...Object.fromEntries(Object.entries(data).map(([name, value]) => [`data[${name}]`, value])),
});

describe('what Mailchimp says', () => {
  it.each([
    ['unsubscribe', { action: 'unsub', reason: 'manual' }, 'withdrawn'],
    ['unsubscribe', {}, 'withdrawn'],
    ['unsubscribe', { action: 'unsub', reason: 'abuse' }, 'complained'],
    ['unsubscribe', { action: 'delete', reason: 'abuse' }, 'complained'],
    ['unsubscribe', { action: 'delete', reason: 'manual' }, 'suppressed'],
    ['cleaned', { reason: 'hard' }, 'bounced'],
    ['cleaned', { reason: 'abuse' }, 'complained'],
  ])('by %s %j is read as %s', async (type, data, says) => {
    const { notices, unread } = await read(event(type, data));
    expect(unread).toEqual([]);
    expect(notices).toMatchObject([{ says, address: 'jane@example.com', at: now }]);
  });

  it('of somebody who left an audience names it; a complaint is about all', async () => {
    const left = await read(event('unsubscribe', { action: 'unsub', reason: 'manual' }));
    const complained = await read(event('cleaned', { reason: 'abuse' }));
    expect([left.notices[0]!.list, complained.notices[0]!.list]).toEqual(['a6b5da1054', undefined]);
  });

  it.each(['subscribe', 'profile', 'upemail', 'campaign'])(
    'by %s lifts nothing and stops nothing',
    async (type) => {
      const { notices, unread, others } = await read(event(type));
      expect([notices, unread, others]).toEqual([[], [], [type]]);
    },
  );

  it.each([
    event('unsubscribe', { action: 'opted-out', reason: 'new' }),
    event('cleaned', { reason: 'spamtrap' }),
    event('complaint'),
  ])('in words that are new is not passed over: %j', async (fields) => {
    const { notices, unread } = await read(fields);
    expect(notices).toEqual([]);
    expect(unread).toMatchObject([{ reason: 'unknown-event' }]);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    for (const fields of [
      event(text, { email: text }),
      event('unsubscribe', { action: text, reason: text }),
      { ...event('unsubscribe', { email: text, list_id: text }), fired_at: text },
    ]) {
      const { notices, unread, others } = await read(fields);
      expect(notices.length + unread.length + others.length).toBe(1);
    }
  });

  it.each([...malformed, 'type=', '{"type":"unsubscribe"}'])('is no event: %j', (text) => {
    expect(() => mailchimp.read(delivery({ body: text }), connection())).toThrow(Malformed);
  });
});
