import fc from 'fast-check';
import { dayIn } from '../../shared/calendar.ts';
import type { ConsentEvent } from '../../shared/consent/event.ts';
import { eventTypes, methods } from '../../shared/consent/event.ts';
import { foldEvents } from '../../shared/consent/fold.ts';
import { channels } from '../../shared/contact/channels.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Ask, Decision } from '../../shared/policy/decision.ts';
import { groundKinds, recipientClasses } from '../../shared/policy/jurisdiction.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { roles } from '../../shared/policy/policy.ts';
import { defaultPolicy, presets } from '../../shared/policy/presets/index.ts';

export const day = 86_400_000;
/** 2026-05-05T09:00:00Z, a Tuesday: the instant at which tests ask, unless they say otherwise. */
export const now = Date.UTC(2026, 4, 5, 9);

export const purposes = ['direct-marketing', 'newsletter', 'service'] as const;
export const countries = [
  'DE',
  'FR',
  'GB',
  'US',
  'CA',
  'AT',
  'CH',
  'AU',
  'SG',
  'JP',
  'PT',
  'ZA',
] as const;

const around = fc.integer({ min: now - 1000 * day, max: now + 100 * day });

/** A valid event somewhere in the years around `now`. */
export const anyEvent: fc.Arbitrary<ConsentEvent> = fc
  .record({
    id: fc.uuid(),
    type: fc.constantFrom(...eventTypes),
    purpose: fc.constantFrom(...purposes, 'all'),
    channel: fc.constantFrom(...channels, 'all' as const),
    occurredAt: around,
    delay: fc.integer({ min: 0, max: 30 * day }),
    method: fc.constantFrom(...methods),
    kind: fc.constantFrom(...groundKinds),
    told: fc.boolean(),
    country: fc.constantFrom(...countries),
    class: fc.constantFrom(...recipientClasses),
  })
  .map(({ delay, kind, told, country, class: recipient, ...made }) => ({
    ...made,
    recordedAt: made.occurredAt + delay,
    recordedBy: 'member-1',
    ...(made.type === 'relationship-recorded' && {
      ground: { kind, toldAtCollection: told, collectedDirectly: told, relevantToRole: told },
    }),
    ...(made.type === 'registry-listed' && { registry: 'TPS' }),
    ...(made.type === 'described' && {
      traits: { country, countrySource: 'declared' as const, class: recipient },
    }),
    ...(made.type === 'excepted' && { excepts: ['law' as const, 'machine' as const] }),
  }));

export const anyEvents = fc.array(anyEvent, { maxLength: 12 });
export const anyPolicy: fc.Arbitrary<Policy> = fc.constantFrom(...presets.map((p) => p.policy));
export const anyAsk: fc.Arbitrary<Ask> = fc.record({
  channel: fc.constantFrom(...channels),
  purpose: fc.constantFrom(...purposes),
  at: fc.integer({ min: now - 100 * day, max: now + 100 * day }),
  role: fc.constantFrom(...roles),
});

/** One event with sensible defaults: happened and recorded ten days before `now`. */
export function event(change: Partial<ConsentEvent> & Pick<ConsentEvent, 'type'>): ConsentEvent {
  const occurredAt = change.occurredAt ?? now - 10 * day;
  return {
    id: `event-${change.type}`,
    purpose: 'direct-marketing',
    channel: 'email',
    occurredAt,
    recordedAt: occurredAt,
    recordedBy: 'member-1',
    // A confirmation is the person's own click; whatever else, a colleague may have noted.
    method: change.type === 'confirmed' ? 'web-form' : 'recorded-by-member',
    ...change,
  };
}

/** The person is there, by their own word. */
export function isIn(country: string, change: Partial<ConsentEvent['traits']> = {}): ConsentEvent {
  return event({
    id: `in-${country}`,
    type: 'described',
    occurredAt: now - 900 * day,
    traits: { country, countrySource: 'declared', ...change },
  });
}

export const ask: Ask = { channel: 'email', purpose: 'direct-marketing', at: now, role: 'rep' };

export function decideOn(
  events: readonly ConsentEvent[],
  change: Partial<Ask> = {},
  policy: Policy = defaultPolicy,
): Decision {
  const asked = { ...ask, ...change };
  return decide(policy, foldEvents(events, { at: asked.at }), asked);
}

/** 0 allow, 1 warn, 2 block: to say that one verdict is no softer than another. */
export function strength({ verdict }: Decision): number {
  return ['allow', 'warn', 'block'].indexOf(verdict);
}

/** As `decideOn`, with the days of its reasons as they are shown. */
export function toldOn(...args: Parameters<typeof decideOn>): Decision {
  const { reasons, ...decision } = decideOn(...args);
  return {
    ...decision,
    reasons: reasons.map((reason) => ({
      ...reason,
      params: Object.fromEntries(
        Object.entries(reason.params).map(([name, value]) => [
          name,
          typeof value === 'object' && 'timeZone' in value
            ? dayIn(value.at, value.timeZone)
            : value,
        ]),
      ),
    })),
  };
}
