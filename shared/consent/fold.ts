import type { Instant } from '../time.ts';
import type { ConsentEvent } from './event.ts';
import { eventKind } from './event.ts';
import type { ConsentFacts, Mark } from './facts.ts';
import { traitsOf } from './traits.ts';

/** `at`: what was true then. `knownAt`: as far as it had been recorded by then; at first the same. */
export type Clocks = { readonly at: Instant; readonly knownAt?: Instant };

/**
 * What the events add up to. They may come in any order, more than once, late, or with clocks that
 * differ; the result is the same.
 */
export function foldEvents(events: readonly ConsentEvent[], clocks: Clocks): ConsentFacts {
  const known = standingEvents(events, clocks);
  const marks = known.filter(hasMark).map(toMark);
  const traits = traitsOf(known);
  return traits ? { marks, traits } : { marks };
}

/** The events that count at these clocks, each once, in the order of time: what was taken back or erased is gone. */
export function standingEvents(
  events: readonly ConsentEvent[],
  { at, knownAt = at }: Clocks,
): ConsentEvent[] {
  const happened = events.filter((event) => event.recordedAt <= knownAt && happenedAt(event) <= at);
  // Most contacts have one event, and a check asks for a thousand contacts.
  if (happened.length < 2) return happened;
  const known = onePerId(happened).sort(byTimeThenId);
  const takenBack = new Set(
    known.flatMap(({ type, corrects }) => (type === 'corrected' ? (corrects ?? []) : [])),
  );
  const erasedAt = known.findLast(({ type }) => type === 'erased');
  return known.filter(
    (event) =>
      isPersonsNo(event) ||
      (!takenBack.has(event.id) && (!erasedAt || outlives(event, happenedAt(erasedAt)))),
  );
}

/**
 * When an event took effect. A clock that runs ahead can write a time after the recording; nothing
 * happens after it was recorded, so the earlier of the two holds.
 */
export function happenedAt({ occurredAt, recordedAt }: ConsentEvent): Instant {
  return Math.min(occurredAt, recordedAt);
}

function isPersonsNo({ type }: ConsentEvent): boolean {
  const { by, effect } = eventKind(type);
  return by === 'person' && effect === 'stop';
}

/** Erasure leaves the suppression: what forbids, and what ended it. The rest is gone. */
function outlives(event: ConsentEvent, erasedAt: Instant): boolean {
  return (
    happenedAt(event) > erasedAt ||
    ['stop', 'lift', 'release', 'listing', 'erase'].includes(eventKind(event.type).effect)
  );
}

/** Notes that no rule reads, and events about the record itself, leave no mark. */
function hasMark({ type }: ConsentEvent): boolean {
  return !['trait', 'correct', 'link', 'erase'].includes(eventKind(type).effect);
}

function toMark(event: ConsentEvent): Mark {
  const { type, purpose, channel, until, excepts, ground, registry, id } = event;
  const isGrant = eventKind(type).effect === 'grant';
  return {
    type,
    purpose,
    channel,
    since: happenedAt(event),
    ...(until !== undefined && { until }),
    event: id,
    ...(isGrant && { method: event.method }),
    ...(isGrant && event.noticeVersion !== undefined && { noticed: true }),
    ...(ground && { ground }),
    ...(registry !== undefined && { registry }),
    ...(excepts && { excepts }),
  };
}

function byTimeThenId(a: ConsentEvent, b: ConsentEvent): number {
  return happenedAt(a) - happenedAt(b) || a.recordedAt - b.recordedAt || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two different events under one id cannot both be true; a no is kept before anything else, then the first by content. */
function onePerId(events: readonly ConsentEvent[]): ConsentEvent[] {
  const unique = new Map<string, ConsentEvent>();
  for (const event of events) {
    const twin = unique.get(event.id);
    if (!twin || precedes(event, twin)) unique.set(event.id, event);
  }
  return [...unique.values()];
}

function precedes(a: ConsentEvent, b: ConsentEvent): boolean {
  if (isPersonsNo(a) !== isPersonsNo(b)) return isPersonsNo(a);
  return compare(stamp(a), stamp(b)) < 0;
}

function stamp(event: ConsentEvent): string {
  return JSON.stringify(event, Object.keys(event).sort());
}
