import * as v from 'valibot';
import type { EventsRequest } from '../../../shared/protocol/api.ts';
import { EventInput } from '../../../shared/protocol/api.ts';
import contacts from './contacts.json' with { type: 'json' };

/** The invented contacts' events, at domains that belong to nobody (RFC 2606). `dana.lindt@example.org` is absent on purpose. */
export const sampleEvents = v.parse(
  v.array(EventInput),
  contacts.flatMap(({ identifier, events }) => events.map((event) => ({ identifier, ...event }))),
);

/** Records the sample contacts through the API. Their ids are fixed, so a second time changes nothing. */
export async function seedSamples(worker: { apiBase: string; token: string }): Promise<void> {
  const response = await fetch(`${worker.apiBase}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${worker.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: sampleEvents } satisfies v.InferInput<typeof EventsRequest>),
  });
  if (!response.ok)
    throw new Error(`The sample contacts could not be recorded: ${await response.text()}`);
}
