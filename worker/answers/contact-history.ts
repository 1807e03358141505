import type { Clocks } from '../../shared/consent/fold.ts';
import { happenedAt, standingEvents } from '../../shared/consent/fold.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { contactStates } from '../../shared/protocol/contact-states.ts';
import type { History } from '../../shared/protocol/contacts.ts';
import { toIso } from '../../shared/time.ts';
import type { ContactEvents } from '../store/contact-events.ts';
import type { ContactRecord } from '../store/contact-records.ts';
import { contactAnswer, eventAnswer, stateAnswer } from './contact.ts';

type Kept = { readonly contact: ContactRecord; readonly record: ContactEvents };
type Page = Required<Clocks> & { readonly before: number; readonly limit: number };

/** What was so at an instant, as far as it was known at another, and a page of the events that say so. */
export async function historyAnswer(
  { contact, record }: Kept,
  policy: Policy,
  { at, knownAt, before, limit }: Page,
): Promise<History> {
  const clocks = { at, knownAt };
  const known = record.events.filter(
    (event) => event.recordedAt <= knownAt && happenedAt(event) <= at,
  );
  const standing = new Set(standingEvents(known, clocks).map(({ id }) => id));
  const rest = known.filter(({ seq }) => seq < before);
  const page = rest.slice(0, limit);
  const texts = await record.texts(page);
  const keys = contact.identifiers.map(({ key }) => key);
  return {
    contact: contactAnswer(contact),
    at: toIso(at),
    knownAt: toIso(knownAt),
    states: contactStates(known, keys, policy, clocks).map(stateAnswer),
    events: page.map((event, index) =>
      eventAnswer({ ...event, ...texts[index] }, standing.has(event.id)),
    ),
    next: rest.length > page.length ? page.at(-1)!.seq : null,
  };
}
