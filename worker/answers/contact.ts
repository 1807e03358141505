import type { ConsentState } from '../../shared/consent/state.ts';
import type { PlacedState } from '../../shared/protocol/contact-states.ts';
import type { Contact, ContactState, RecordedEvent } from '../../shared/protocol/contacts.ts';
import { toIso } from '../../shared/time.ts';
import { Refusal } from '../errors.ts';
import type { NumberedEvent } from '../store/contact-events.ts';
import type { ContactRecord } from '../store/contact-records.ts';

/* What the store holds, as the API says it: times in ISO 8601. */

export const noSuchContact = new Refusal(
  404,
  'contact.unknown',
  'There is no contact with this id. Find one by an identifier with `POST /contacts/find`.',
);

export function contactAnswer({ id, createdAt, erased, identifiers }: ContactRecord): Contact {
  return { id, createdAt: toIso(createdAt), erased, identifiers: [...identifiers] };
}

export function eventAnswer(event: NumberedEvent, standing: boolean): RecordedEvent {
  const { contact: _, identifierKey, occurredAt, recordedAt, until, ...rest } = event;
  return {
    ...rest,
    occurredAt: toIso(occurredAt),
    recordedAt: toIso(recordedAt),
    identifier: identifierKey,
    standing,
    ...(until !== undefined && { until: toIso(until) }),
  };
}

export function stateAnswer(placed: PlacedState): ContactState {
  const { identifier, purpose, channel, status, events } = placed;
  return { identifier, purpose, channel, status, ...lasting(placed), events: [...events] };
}

function lasting({ basis, since, until }: ConsentState) {
  return {
    ...(basis !== undefined && { basis }),
    ...(since !== undefined && { since: toIso(since) }),
    ...(until !== undefined && { until: toIso(until) }),
  };
}
