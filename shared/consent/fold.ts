import type { Instant } from '../time.ts';
import type { ConsentEvent } from './event.ts';
import { eventKind } from './event.ts';
import type { ConsentFacts, Mark } from './facts.ts';
import { covers } from './scope.ts';

/**
 * What the events add up to, as known at `knownAt`, about the instant `at`. Events may come in any
 * order and more than once; the result is the same.
 */
export function foldEvents(
  events: readonly ConsentEvent[],
  { at, knownAt = at }: { at: Instant; knownAt?: Instant },
): ConsentFacts {
  const unique = new Map<string, ConsentEvent>();
  for (const event of events) {
    if (event.recordedAt > knownAt || event.occurredAt > at) continue;
    const twin = unique.get(event.id);
    if (!twin || stamp(event) < stamp(twin)) unique.set(event.id, event);
  }
  const marks = [...unique.values()].sort(byTimeThenId).map(toMark);
  return { marks: marks.filter((mark) => !isSpent(mark, marks)) };
}

/** A stop that a later lift covers wholly, or an older mark repeated by a newer one of the same scope. */
function isSpent(mark: Mark, marks: readonly Mark[]): boolean {
  const { effect } = eventKind(mark.type);
  if (effect !== 'stop') return false;
  return marks.some(
    (other) =>
      eventKind(other.type).effect === 'lift' && other.since > mark.since && covers(other, mark),
  );
}

function toMark(event: ConsentEvent): Mark {
  const { type, purpose, channel, occurredAt, until, excepts, id } = event;
  return {
    type,
    purpose,
    channel,
    since: occurredAt,
    ...(until !== undefined && { until }),
    ...(excepts !== undefined && { excepts }),
    event: id,
  };
}

function byTimeThenId(a: ConsentEvent, b: ConsentEvent): number {
  return a.occurredAt - b.occurredAt || a.recordedAt - b.recordedAt || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Two different events under one id: the choice must not depend on which arrived first. */
function stamp(event: ConsentEvent): string {
  return JSON.stringify(event, Object.keys(event).sort());
}
