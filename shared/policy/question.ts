import { eventKind, eventTypes } from '../consent/event.ts';
import type { EventSet } from '../consent/event-set.ts';
import { bitOf, eventSet, personsNos } from '../consent/event-set.ts';
import type { ConsentFacts, Mark } from '../consent/facts.ts';
import { speaksOf } from '../consent/scope.ts';
import { endsStop, isPersonsOwnYes } from '../consent/ending.ts';
import { compiled } from './compiled.ts';
import type { CompiledPolicy, CompiledPurpose } from './compiled.ts';
import type { Ask } from './decision.ts';
import type { RecipientClass } from './jurisdiction.ts';
import { dealings } from './jurisdiction.ts';
import type { Missing } from './permission-found.ts';
import type { Place } from './places.ts';
import type { Policy, Purpose } from './policy.ts';
import { defaultPurpose } from './policy.ts';

/** All that the rules read, worked out once. */
export type Question = {
  readonly policy: Policy;
  readonly ask: Ask;
  /** The marks that speak of the asked purpose and channel and had taken effect; some may have run out. */
  readonly marks: readonly Mark[];
  /** The types that `marks` has, so that a rule sees at once that it has nothing to say. */
  readonly types: EventSet;
  /** Of `marks`, the stops that have not run out and that nothing later has ended; and their types. */
  readonly stops: readonly Mark[];
  readonly stopped: EventSet;
  /** All the contact's marks, whatever they speak of. */
  readonly all: readonly Mark[];
  readonly purpose: Purpose | undefined;
  readonly purposeId: string;
  readonly marketing: boolean;
  readonly recipient: RecipientClass;
  readonly places: readonly Place[];
  /** Where the contact's days are counted. */
  readonly timeZone: string;
  /** Where their clock may be read: quiet in any of them is quiet. */
  readonly timeZones: readonly string[];
  /** Whether the zone is on record, and not only that of a country. */
  readonly timeZoneKnown: boolean;
  /** What several rules ask for; the first to ask works it out. */
  missing: readonly Missing[] | undefined;
};

const none: readonly Mark[] = [];
export const stopTypes = eventSet(
  ...eventTypes.filter((type) => eventKind(type).effect === 'stop'),
);
const endings = eventSet('lifted', 'released', 'confirmed', 'given');

export function questionOf(policy: Policy, facts: ConsentFacts, ask: Ask): Question {
  const known = compiled(policy);
  const { id, purpose, path, marketing } = borneOutPurpose(known, facts, ask);
  const { marks: all, traits } = facts;
  const recipient = traits?.class ?? 'individual';
  const { places, timeZones } = known.circumstances(traits, ask.channel, recipient, ask.at);
  let types = 0;
  let stopped = 0;
  // Most often every mark speaks of the question: then there is nothing to copy.
  let some: Mark[] | undefined;
  let stops: Mark[] | undefined;
  let ending = false;
  for (let index = 0; index < all.length; index++) {
    const mark = all[index]!;
    if (mark.since > ask.at || !speaksOf(mark, path, ask.channel)) {
      some ??= all.slice(0, index);
      continue;
    }
    some?.push(mark);
    const bit = bitOf(mark.type);
    types |= bit;
    if ((bit & stopTypes) !== 0) {
      if (!isInForce(mark, ask.at)) continue;
      stopped |= bit;
      if (stops) stops.push(mark);
      else stops = [mark];
    } else if ((bit & endings) !== 0) ending ||= mark.type !== 'given' || isPersonsOwnYes(mark);
  }
  const marks = some ?? all;
  if (stops && ending) {
    const asked = { at: ask.at, path };
    stops = stops.filter((stop) => !marks.some((mark) => endsStop(mark, stop, asked)));
    stopped = typesOf(stops);
  }
  return {
    policy,
    ask,
    marks,
    types,
    stops: stops ?? none,
    stopped,
    all,
    purpose,
    purposeId: id,
    marketing,
    recipient,
    places,
    timeZone: traits?.timeZone ?? timeZones[0],
    timeZones: traits?.timeZone === undefined ? timeZones : [traits.timeZone],
    timeZoneKnown: traits?.timeZone !== undefined,
    missing: undefined,
  };
}

function typesOf(marks: readonly Mark[]): EventSet {
  let types = 0;
  for (const { type } of marks) types |= bitOf(type);
  return types;
}

/**
 * A purpose other than marketing has to be borne out by a relationship on record; otherwise anybody
 * could call their advertisement a service message (margince #867).
 */
function borneOutPurpose(
  known: CompiledPolicy,
  { marks }: ConsentFacts,
  ask: Ask,
): CompiledPurpose {
  const asked = known.purpose(ask.purpose);
  if (asked.marketing) return asked;
  const borneOut = marks.some(
    (mark) =>
      mark.type === 'relationship-recorded' &&
      isInForce(mark, ask.at) &&
      (mark.purpose === 'all' ||
        mark.purpose === asked.id ||
        asked.purpose?.basis === 'contract') &&
      dealings.has(mark.ground?.kind ?? ''),
  );
  return borneOut ? asked : known.purpose(defaultPurpose);
}

/** A person's no has no end: only their own later act ends it, whatever an import wrote beside it. */
export function isInForce({ type, since, until }: Mark, at: number): boolean {
  return since <= at && (until === undefined || at < until || (bitOf(type) & personsNos) !== 0);
}

/** The marks of these types that speak of the question and have not run out. */
export function standing({ marks, types, ask }: Question, wanted: EventSet): readonly Mark[] {
  if ((types & wanted) === 0) return none;
  return marks.filter((mark) => (bitOf(mark.type) & wanted) !== 0 && isInForce(mark, ask.at));
}

/** Stops of these types that nothing later has ended. */
export function standingStops({ stops, stopped }: Question, wanted: EventSet): readonly Mark[] {
  const both = stopped & wanted;
  if (both === 0) return none;
  if (both === stopped) return stops;
  return stops.filter(({ type }) => (bitOf(type) & wanted) !== 0);
}
