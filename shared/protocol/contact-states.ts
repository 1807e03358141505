import { stateOf } from '../consent/state.ts';
import type { ConsentEvent } from '../consent/event.ts';
import type { Clocks } from '../consent/fold.ts';
import { exactFacts } from '../consent/gather.ts';
import { channels } from '../contact/channels.ts';
import type { Policy } from '../policy/policy.ts';
import { purposePath } from '../policy/purposes.ts';
import type { ConsentState } from '../consent/state.ts';
import type { Channel } from '../contact/channels.ts';

export type PlacedState = ConsentState & {
  readonly identifier: string;
  readonly purpose: string;
  readonly channel: Channel;
};

/**
 * What a contact's events come to, by identifier, purpose and channel: a consent holds for the
 * identifier that it names, a no for the person. What nothing is on record about is left out.
 */
export function contactStates(
  events: readonly ConsentEvent[],
  identifiers: readonly string[],
  policy: Policy,
  clocks: Clocks,
): PlacedState[] {
  const purposes = purposesIn(events, policy);
  return identifiers.flatMap((identifier) => {
    const facts = exactFacts(events, identifier, clocks);
    return purposes.flatMap((purpose) =>
      channels.flatMap((channel) => {
        const state = stateOf(facts, {
          ...clocks,
          channel,
          purposes: purposePath(policy, purpose),
          expiresAfterMonths: policy.consent.expiresAfterMonths,
          timeZone: facts.traits?.timeZone ?? policy.sender.timeZone,
        });
        return state.events.length === 0 ? [] : [{ ...state, identifier, purpose, channel }];
      }),
    );
  });
}

/** Those of the policy, and those that were written down without being declared there. */
function purposesIn(events: readonly ConsentEvent[], policy: Policy): string[] {
  const declared = policy.purposes.map(({ id }) => id);
  const named = events.map(({ purpose }) => purpose).filter((purpose) => purpose !== 'all');
  return [...new Set([...declared, ...named])];
}
