import type { ConsentEvent } from '../consent/event.ts';
import type { Clocks } from '../consent/fold.ts';
import { exactFacts } from '../consent/gather.ts';
import type { ConsentState } from '../consent/state.ts';
import { stateOf } from '../consent/state.ts';
import type { Channel } from '../contact/channels.ts';
import { channels } from '../contact/channels.ts';
import type { Policy } from '../policy/policy.ts';
import { purposePath } from '../policy/purposes.ts';

/** Of what a state is: a consent holds for the identifier that it names, a no for the person. */
export type StatePlace = {
  readonly identifier: string;
  readonly purpose: string;
  readonly channel: Channel;
};

export type PlacedState = ConsentState & StatePlace;

/** What a contact's events come to in one place. */
export function contactState(
  events: readonly ConsentEvent[],
  { identifier, purpose, channel }: StatePlace,
  policy: Policy,
  clocks: Clocks,
): ConsentState {
  const facts = exactFacts(events, identifier, clocks);
  return stateOf(facts, {
    ...clocks,
    channel,
    purposes: purposePath(policy, purpose),
    expiresAfterMonths: policy.consent.expiresAfterMonths,
    timeZone: facts.traits?.timeZone ?? policy.sender.timeZone,
  });
}

/** The same for every identifier, purpose and channel; what nothing is on record about is left out. */
export function contactStates(
  events: readonly ConsentEvent[],
  identifiers: readonly string[],
  policy: Policy,
  clocks: Clocks,
): PlacedState[] {
  const places = identifiers.flatMap((identifier) =>
    purposesIn(events, policy).flatMap((purpose) =>
      channels.map((channel) => ({ identifier, purpose, channel })),
    ),
  );
  return places
    .map((place) => ({ ...contactState(events, place, policy, clocks), ...place }))
    .filter((state) => state.events.length > 0);
}

/** Those of the policy, and those that were written down without being declared there. */
function purposesIn(events: readonly ConsentEvent[], policy: Policy): string[] {
  const declared = policy.purposes.map(({ id }) => id);
  const named = events.map(({ purpose }) => purpose).filter((purpose) => purpose !== 'all');
  return [...new Set([...declared, ...named])];
}
