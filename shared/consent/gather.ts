import type { LookupKeys } from '../contact/keys.ts';
import type { ConsentEvent, EventType } from './event.ts';
import { eventKind } from './event.ts';
import type { ConsentFacts, Mark } from './facts.ts';
import { endsStop } from './ending.ts';
import type { Clocks } from './fold.ts';
import { foldEvents } from './fold.ts';
import { covers } from './scope.ts';

/** What of a contact's events is kept under the exact key of one identifier: a consent holds for the one it names. */
export function exactFacts(
  events: readonly ConsentEvent[],
  key: string,
  clocks: Clocks,
): ConsentFacts {
  const own = events.filter(
    ({ type, identifierKey }) =>
      !ofOneIdentifier(type) || identifierKey === undefined || identifierKey === key,
  );
  return foldEvents(own, clocks);
}

/** What of a contact's events is kept under a wide key: stops and what ends them, never a permission. */
export function wideFacts(events: readonly ConsentEvent[], clocks: Clocks): ConsentFacts {
  // Folded first: what was taken back or erased must not come back by this way.
  return { marks: wideMarks(foldEvents(events, clocks).marks) };
}

/**
 * The same, of a contact's marks. Those of any one of their identifiers will do, since what differs
 * between identifiers is left out.
 */
export function wideMarks(marks: readonly Mark[]): Mark[] {
  const shared = marks.filter(
    ({ type }) =>
      !ofOneIdentifier(type) &&
      ['stop', 'lift', 'release', 'listing'].includes(eventKind(type).effect),
  );
  if (!shared.some((mark) => forbids(mark, shared))) return [];
  const of = shared[0]!.event;
  return shared.map((mark) => ({ ...mark, of }));
}

/** A listing, or a stop that nothing has ended in all of its scope. */
function forbids(mark: Mark, marks: readonly Mark[]): boolean {
  const { effect } = eventKind(mark.type);
  if (effect !== 'stop') return effect === 'listing';
  return !marks.some((other) => endsStop(other, mark) && covers(other, mark));
}

/** A consent, and a bounce, are about the one address; a no is about the person. */
function ofOneIdentifier(type: EventType): boolean {
  const { by, effect } = eventKind(type);
  return effect === 'grant' || by === 'machine';
}

const nothing: ConsentFacts = { marks: [] };

/**
 * All that bears on one identifier: everything known of it exactly, and what forbids from its wider
 * form and its domains. `find` answers a lookup key with what is kept under it.
 */
export function gatherFacts(
  keys: LookupKeys,
  find: (key: string) => ConsentFacts | undefined,
): ConsentFacts {
  const exact = find(keys.exact);
  const wider = [keys.wide, ...keys.domains]
    .map(find)
    .filter((facts) => facts !== undefined && facts.marks.length > 0);
  if (wider.length === 0) return exact ?? nothing;
  const byEvent = new Map<string, Mark>();
  for (const facts of [exact, ...wider])
    for (const mark of facts?.marks ?? [])
      // Their own record comes first, and says that it is their own.
      if (!byEvent.has(mark.event)) byEvent.set(mark.event, mark);
  const marks = [...byEvent.values()].sort((a, b) => a.since - b.since);
  return exact?.traits ? { marks, traits: exact.traits } : { marks };
}
