import type { Channel } from '../../shared/contact/channels.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import { toIso } from '../../shared/time.ts';
import type { RecordedFact } from '../overlay/choice.ts';

/** An exception for a send is for that send: long enough for the worker to hear of it. */
const exceptionLasts = 10 * 60_000;

/** A no holds for every channel; a yes only for the one it was given for. */
export function eventFromFact(
  { type, method, occurredOn, note, told, country, capacity }: RecordedFact,
  identifier: Identifier,
  channel: Channel,
  now: number,
): EventInput {
  return {
    id: crypto.randomUUID(),
    identifier: { ...identifier },
    type,
    purpose: defaultPurpose,
    channel: type === 'given' ? channel : 'all',
    occurredAt: toIso(instantOn(occurredOn, now)),
    method,
    ...(note !== undefined && note !== '' && { evidence: note.slice(0, 200) }),
    ...(type === 'relationship-recorded' && {
      ground: {
        kind: 'purchase',
        toldAtCollection: told === true,
        collectedDirectly: told === true,
      },
    }),
    ...(type === 'described' && {
      traits: {
        countrySource: 'declared',
        ...(country !== undefined && { country }),
        ...(capacity && { class: capacity }),
      },
    }),
  };
}

/** Somebody's day, as an instant: now if it is today, else noon, which is that day in most of the world. */
function instantOn(day: string, now: number): number {
  return Math.min(Date.parse(`${day}T12:00:00Z`), now);
}

export function exceptionFor(
  identifier: Identifier,
  { reasons }: Decision,
  channel: Channel,
  reason: string,
  now: number,
): EventInput {
  const deciders = reasons.flatMap(({ decidedBy, overridable }) =>
    overridable && decidedBy !== 'person' ? [decidedBy] : [],
  );
  return {
    id: crypto.randomUUID(),
    identifier: { ...identifier },
    type: 'excepted',
    purpose: defaultPurpose,
    channel,
    occurredAt: toIso(now),
    method: 'recorded-by-member',
    evidence: reason.slice(0, 200),
    until: toIso(now + exceptionLasts),
    excepts: [...new Set(deciders)],
  };
}
