import fc from 'fast-check';
import type { ConsentEvent } from '../../shared/consent/event.ts';
import { eventTypes, methods } from '../../shared/consent/event.ts';
import { channels } from '../../shared/contact/channels.ts';

export const day = 86_400_000;
/** 2026-05-03T09:00:00Z: the instant at which tests ask, unless they say otherwise. */
export const now = Date.UTC(2026, 4, 3, 9);

export const purposes = ['direct-marketing', 'newsletter', 'service'] as const;

/** A valid event somewhere in the two years around `now`. */
export const anyEvent: fc.Arbitrary<ConsentEvent> = fc.record(
  {
    id: fc.uuid(),
    type: fc.constantFrom(...eventTypes),
    purpose: fc.constantFrom(...purposes, 'all'),
    channel: fc.constantFrom(...channels, 'all' as const),
    occurredAt: fc.integer({ min: now - 365 * day, max: now + 365 * day }),
    recordedAt: fc.integer({ min: now - 365 * day, max: now + 365 * day }),
    recordedBy: fc.constant('member-1'),
    method: fc.constantFrom(...methods),
  },
  { noNullPrototype: true },
);

export const anyEvents = fc.array(anyEvent, { maxLength: 12 });

/** One event with sensible defaults: asked and recorded ten days before `now`. */
export function event(change: Partial<ConsentEvent> & Pick<ConsentEvent, 'type'>): ConsentEvent {
  return {
    id: `event-${change.type}`,
    purpose: 'direct-marketing',
    channel: 'email',
    occurredAt: now - 10 * day,
    recordedAt: now - 10 * day,
    recordedBy: 'member-1',
    method: 'recorded-by-member',
    ...change,
  };
}
