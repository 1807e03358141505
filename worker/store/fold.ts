import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { ConsentFacts } from '../../shared/consent/facts.ts';
import { exactFacts, wideFacts } from '../../shared/consent/gather.ts';

/**
 * The store folds all it holds, whatever the clock says: `decide()` leaves out what has not begun
 * yet, and a device told nothing new until the next event must not miss one from a fast clock.
 */
const everything = { at: 8.64e15 };

/** What is kept under a contact's exact key. `key` is the blind index. */
export function factsOfExact(events: readonly ConsentEvent[], key: string): ConsentFacts {
  return exactFacts(events, key, everything);
}

/** What is kept under a wide key, which several contacts may share: the marks of all, in order of time. */
export function factsOfWide(contacts: Iterable<readonly ConsentEvent[]>): ConsentFacts {
  const marks = [...contacts].flatMap((events) => wideFacts(events, everything).marks);
  return { marks: marks.sort((a, b) => a.since - b.since) };
}
