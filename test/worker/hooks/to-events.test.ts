import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../shared/consent/check-event.ts';
import type { Notice } from '../../../worker/hooks/provider.ts';
import { toEvents } from '../../../worker/hooks/to-events.ts';
import { connection, hostile, now } from './deliveries.ts';

const notice = (more: Partial<Notice> = {}): Notice => ({
  says: 'objected',
  event: 'unsubscribe',
  id: 'e1',
  address: 'jane@example.com',
  at: now - 1000,
  ...more,
});
const lists = { 7: 'newsletter', all: 'all', dm: 'direct-marketing' };
const convert = (notices: Notice[], at = now, to = connection({ settings: { lists } })) =>
  toEvents({ notices }, to, 'Acme', at, (text) => `#${text}`);
const one = (more: Partial<Notice> = {}) => convert([notice(more)]).events[0]!;

describe('a notice', () => {
  it.each([
    ['bounced', undefined, 'bounced', 'all'],
    ['complained', undefined, 'complained', 'all'],
    ['objected', undefined, 'objected', 'direct-marketing'],
    ['suppressed', undefined, 'suppressed', 'direct-marketing'],
    ['withdrawn', '7', 'withdrawn', 'newsletter'],
    ['withdrawn', '8', 'withdrawn', 'direct-marketing'],
    ['withdrawn', undefined, 'withdrawn', 'direct-marketing'],
    ['withdrawn', 'constructor', 'withdrawn', 'direct-marketing'],
  ] as const)('that says %s of list %s is recorded as %s for %s', (says, list, type, purpose) => {
    expect(one({ says, list })).toMatchObject({
      type,
      purpose,
      channel: 'email',
      method: 'provider-webhook',
      source: 'Acme',
      occurredAt: now - 1000,
      identifier: { type: 'email', value: 'jane@example.com' },
    });
  });

  it('of somebody who came back to a list lifts the purpose that it serves', () => {
    expect(one({ says: 'resubscribed', list: '7' })).toMatchObject({
      type: 'lifted',
      purpose: 'newsletter',
      method: 'preference-page',
      evidence: 'unsubscribe, list 7, id e1',
    });
  });

  it.each(['8', 'dm', 'all', undefined])(
    'of somebody who came back to list %s lifts nothing',
    (list) => {
      const { events, kept, unread } = convert([notice({ says: 'resubscribed', list })]);
      expect([events, kept, unread]).toEqual([[], ['unsubscribe'], []]);
    },
  );

  it.each([Number.NaN, 0, now + 600_000])(
    'of somebody who came back at the time %s lifts nothing: they may have said no since',
    (at) => {
      const { events, kept } = convert([notice({ says: 'resubscribed', list: '7', at })]);
      expect([events, kept]).toEqual([[], ['unsubscribe']]);
    },
  );

  it('is an event that the core takes', () => {
    for (const says of [
      'bounced',
      'complained',
      'objected',
      'withdrawn',
      'suppressed',
      'resubscribed',
    ] as const) {
      const { identifier: _, ...event } = one({ says, list: '7' });
      const stored = { ...event, id: 'e', recordedAt: now, recordedBy: 'prv_1' };
      expect(checkEvent(stored, { now })).toMatchObject({ ok: true });
    }
  });

  it.each([Number.NaN, -1, 0, 1.5, now + 600_000, Infinity])(
    'with the time %s happened when it was reported',
    (at) => {
      expect(one({ at }).occurredAt).toBe(now);
    },
  );

  it.each([
    ['', 'no-address'],
    ['  ', 'no-address'],
    ['jane', 'address'],
    ['jane@example.com, joe@example.com', 'address'],
    ['<jane@example.com> joe@example.com', 'address'],
  ])('for %j is set aside, since that is no one address', (address, reason) => {
    const { events, unread } = convert([notice({ address })]);
    expect(events).toEqual([]);
    expect(unread).toMatchObject([{ reason, event: 'unsubscribe' }]);
  });

  it('may give the address with a name before it', () => {
    expect(one({ address: 'Jane Doe <Jane@Example.com>' }).identifier.value).toBe(
      'jane@example.com',
    );
  });

  it.each(hostile)('may hold anything: %s', (text) => {
    const event = one({ event: text, id: text, list: text });
    expect(event.evidence!.length).toBeLessThanOrEqual(200);
    expect(event.purpose).toBe('direct-marketing');
  });
});

describe('the id of an event', () => {
  it('is the same for the same notice, whenever it comes', () => {
    const [first, later] = [now, now + 60_000].map((at) => convert([notice()], at).events[0]!.id);
    expect(first).toBe(later);
    expect(first).toMatch(/^hook:#/);
  });

  it('differs with what is said, of whom, when, at which connection, and the provider’s own id', () => {
    const others = [
      notice({ says: 'complained' }),
      notice({ address: 'joe@example.com' }),
      notice({ at: now - 2000 }),
      notice({ id: 'e2' }),
      notice({ says: 'withdrawn', list: '7' }),
    ];
    const ids = convert([notice(), ...others]).events.map(({ id }) => id);
    const elsewhere = convert([notice()], now, connection({ id: 'prv_2' })).events[0]!.id;
    expect(new Set([...ids, elsewhere]).size).toBe(others.length + 2);
  });
});
