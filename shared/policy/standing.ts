import type { EventType } from '../consent/event.ts';
import { eventKind } from '../consent/event.ts';
import type { Mark } from '../consent/facts.ts';
import { speaksOf } from '../consent/scope.ts';
import type { RuleInput } from './decision.ts';

/** The marks of these types that speak of the question, took effect by then and have not run out. */
export function standing(input: RuleInput, types: readonly EventType[]): Mark[] {
  const { facts, ask, purposes } = input;
  return facts.marks.filter(
    (mark) =>
      types.includes(mark.type) &&
      mark.since <= ask.at &&
      (mark.until === undefined || ask.at < mark.until) &&
      speaksOf(mark, purposes, ask.channel),
  );
}

/** Stops that nothing later has lifted. A lift at the same instant does not count: a tie goes to the no. */
export function standingStops(input: RuleInput, types: readonly EventType[]): Mark[] {
  const lifts = standing(input, ['lifted', 'confirmed']);
  return standing(input, types).filter((stop) => !lifts.some((lift) => ends(lift, stop)));
}

/** Only the person's own later act ends a no; what the organisation decided, the person cannot end. */
function ends(lift: Mark, stop: Mark): boolean {
  return lift.since > stop.since && eventKind(stop.type).by !== 'organisation';
}
