import type { EventType } from './event.ts';
import { eventKind, eventTypes } from './event.ts';

/** Some of the event types, one bit for each: whether two sets meet is one `&`. There are fewer than 32. */
export type EventSet = number;

const bits: ReadonlyMap<string, EventSet> = new Map(
  eventTypes.map((type, index) => [type, 1 << index]),
);

export function eventSet(...types: readonly EventType[]): EventSet {
  return types.reduce((set, type) => set | bitOf(type), 0);
}

export function bitOf(type: EventType): EventSet {
  return bits.get(type)!;
}

/** A person's no in each of its forms. None of them ends of itself. */
export const personsNos = eventSet(
  ...eventTypes.filter(
    (type) => eventKind(type).by === 'person' && eventKind(type).effect === 'stop',
  ),
);
