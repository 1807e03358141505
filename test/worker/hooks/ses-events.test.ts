import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../worker/hooks/provider.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { emptyReading } from '../../../worker/hooks/reading.ts';
import { readSesEvent } from '../../../worker/hooks/ses-events.ts';
import { hostile, malformed, now } from './deliveries.ts';

const timestamp = '2026-05-03T09:00:00.000Z';
const mail = { destination: ['Jane <jane@example.com>'] };

function read(event: unknown): Reading {
  const out = emptyReading();
  readSesEvent(out, JSON.stringify(event), 'm1');
  return out;
}

const people = (addresses: string[]) => addresses.map((emailAddress) => ({ emailAddress }));
const bounce = (more: object = {}, to = ['jane@example.com']) => ({
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: people(to),
    timestamp,
    feedbackId: 'f1',
    ...more,
  },
  mail,
});
const complaint = (more: object = {}, to = ['jane@example.com']) => ({
  eventType: 'Complaint',
  complaint: { complainedRecipients: people(to), timestamp, feedbackId: 'f2', ...more },
  mail,
});
const topics = (...left: string[]) =>
  left.map((topicName) => ({ topicName, subscriptionStatus: 'OptOut' }));
const subscription = (after: object | undefined, before: object = {}) => ({
  eventType: 'Subscription',
  subscription: {
    contactList: 'list',
    timestamp,
    source: 'UnsubscribeHeader',
    newTopicPreferences: after,
    oldTopicPreferences: before,
  },
  mail,
});

describe('what SES says', () => {
  it.each([
    [bounce(), 'bounced', 'f1'],
    [{ ...bounce(), notificationType: undefined, eventType: 'Bounce' }, 'bounced', 'f1'],
    [bounce({ bounceSubType: 'Suppressed' }), 'bounced', 'f1'],
    [bounce({ bounceSubType: 'OnAccountSuppressionList' }), 'suppressed', 'f1'],
    [complaint(), 'complained', 'f2'],
    [complaint({ complaintFeedbackType: 'abuse' }), 'complained', 'f2'],
    [complaint({ complaintSubType: 'OnAccountSuppressionList' }), 'suppressed', 'f2'],
    [subscription({ unsubscribeAll: true }), 'objected', 'm1'],
    [subscription(undefined), 'objected', 'm1'],
  ])('by %j is read as %s', (event, says, id) => {
    const { notices, unread } = read(event);
    expect(unread).toEqual([]);
    expect(notices).toEqual([expect.objectContaining({ says, id, at: now })]);
    expect(notices[0]!.address).toContain('jane@example.com');
  });

  it('of a bounce at several names each', () => {
    const { notices } = read(bounce({}, ['a@example.com', 'b@example.com']));
    expect(notices.map(({ says, address }) => `${says} ${address}`)).toEqual([
      'bounced a@example.com',
      'bounced b@example.com',
    ]);
  });

  it('of a complaint by one of several stops all, blames none and says so', () => {
    const { notices, unread } = read(complaint({}, ['a@example.com', 'b@example.com']));
    expect(notices.map(({ says, address }) => `${says} ${address}`)).toEqual([
      'suppressed a@example.com',
      'suppressed b@example.com',
    ]);
    expect(unread).toEqual([{ event: 'Complaint', reason: 'several-recipients', id: 'f2' }]);
  });

  it('of topics names those that were left now, and not those left before', () => {
    const { notices } = read(
      subscription(
        { topicSubscriptionStatus: topics('a', 'b', 'c') },
        { topicSubscriptionStatus: topics('b') },
      ),
    );
    expect(notices.map(({ says, list }) => `${says} ${list}`)).toEqual([
      'withdrawn a',
      'withdrawn c',
    ]);
  });

  it('of topics taken up again lifts nothing', () => {
    const { notices, unread, others } = read(
      subscription(
        { topicSubscriptionStatus: [] },
        { unsubscribeAll: true, topicSubscriptionStatus: topics('a') },
      ),
    );
    expect([notices, unread, others]).toEqual([[], [], ['Subscription to more']]);
  });

  it.each([
    bounce({ bounceType: 'Transient' }),
    bounce({ bounceType: 'Undetermined' }),
    complaint({ complaintFeedbackType: 'not-spam' }),
    { eventType: 'Delivery', mail },
    { eventType: 'Rendering Failure', mail },
  ])('by %j is about nobody’s wish', (event) => {
    const { notices, unread, others } = read(event);
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it.each([{ eventType: 'OptOut', mail }, bounce({ bounceType: 'Final' })])(
    'in words that are new is not passed over: %j',
    (event) => {
      expect(read(event).unread).toMatchObject([{ reason: 'unknown-event', id: 'm1' }]);
    },
  );

  it('of nobody is left to be reported as such', () => {
    expect(read(complaint({}, [])).notices).toMatchObject([{ says: 'complained', address: '' }]);
    expect(read({ ...subscription(undefined), mail: undefined }).notices).toMatchObject([
      { says: 'objected', address: '' },
    ]);
  });

  it.each(hostile)('may be anything: %s', (text) => {
    for (const event of [
      { eventType: text },
      bounce({ bounceType: text, bounceSubType: text }),
      bounce({ timestamp: text, feedbackId: text }, [text]),
      subscription({ topicSubscriptionStatus: topics(text) }),
    ]) {
      const { notices, unread, others } = read(event);
      expect(notices.length + unread.length + others.length).toBe(1);
    }
  });

  it.each([...malformed, '{"bounce":1}', '{"bounce":{}}', '{"mail":[]}'])(
    'is no event: %j',
    (text) => {
      expect(() => readSesEvent(emptyReading(), text, 'm1')).toThrow(Malformed);
    },
  );
});
