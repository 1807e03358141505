import { eventKind } from '../../shared/consent/event.ts';
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
    occurredAt: toIso(instantOn(occurredOn, type, now)),
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

/**
 * Somebody's day, as an instant: where the hour is not known, a no counts as the last thing of its
 * day and all else as the first, so that a no is never undone by something of the same day.
 */
function instantOn(day: string, type: RecordedFact['type'], now: number): number {
  if (!isNo(type)) return Math.min(Date.parse(`${day}T00:00:00.000Z`), now);
  if (day === localDay(now)) return now;
  return Math.min(Date.parse(`${day}T23:59:59.999Z`), now);
}

function isNo(type: RecordedFact['type']): boolean {
  const { by, effect } = eventKind(type);
  return by === 'person' && effect === 'stop';
}

/** Today as the form offers it, by the member's own calendar. */
function localDay(now: number): string {
  const date = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
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
