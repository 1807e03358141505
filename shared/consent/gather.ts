import type { LookupKeys } from '../contact/keys.ts';
import type { Instant } from '../time.ts';
import type { ConsentEvent } from './event.ts';
import { eventKind } from './event.ts';
import type { ConsentFacts, Mark } from './facts.ts';
import { foldEvents } from './fold.ts';

type Clocks = { at: Instant; knownAt?: Instant };

/** What of a contact's events is kept under the exact key of one identifier: a consent holds for the one it names. */
export function exactFacts(
  events: readonly ConsentEvent[],
  key: string,
  clocks: Clocks,
): ConsentFacts {
  const own = events.filter(
    ({ type, identifierKey }) =>
      eventKind(type).effect !== 'grant' || identifierKey === undefined || identifierKey === key,
  );
  return foldEvents(own, clocks);
}

/** What of a contact's events is kept under a wide key: stops and what ends them, never a permission. */
export function wideFacts(events: readonly ConsentEvent[], clocks: Clocks): ConsentFacts {
  const forbidding = events.filter(({ type }) => ['stop', 'lift'].includes(eventKind(type).effect));
  const { marks } = foldEvents(forbidding, clocks);
  return marks.some(({ type }) => eventKind(type).effect === 'stop') ? { marks } : { marks: [] };
}

/**
 * All that bears on one identifier: everything known of it exactly, and what forbids from its wider
 * form and its domains. `find` answers a lookup key with what is kept under it.
 */
export function gatherFacts(
  keys: LookupKeys,
  find: (key: string) => ConsentFacts | undefined,
): ConsentFacts {
  const byEvent = new Map<string, Mark>();
  for (const key of [keys.exact, keys.wide, ...keys.domains])
    for (const mark of find(key)?.marks ?? []) byEvent.set(mark.event, mark);
  return { marks: [...byEvent.values()].sort((a, b) => a.since - b.since) };
}
