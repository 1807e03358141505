import { env } from 'cloudflare:workers';
import { app } from '../../../worker/app.ts';
import type { ProviderId } from '../../../worker/hooks/setup.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import type { Keys, Sender, Sent } from './senders.ts';

/** A new organisation's connection to a provider, made through the API. */
export type Connected = {
  readonly organisation: Organisation;
  readonly id: string;
  readonly address: string;
  readonly keys: Keys;
};

type Made = { readonly id: string; readonly address: string; readonly password: string | null };

export async function connect(
  provider: ProviderId,
  given: object = {},
  organisation?: Organisation,
): Promise<Connected> {
  const at = organisation ?? (await newOrganisation());
  const draft = { provider, name: 'Ours', ...given };
  const { status, body } = await at.as('admin').post<Made>('/providers', draft);
  if (status !== 200) throw new Error(JSON.stringify(body));
  const { id, address, password } = body;
  const { secrets = {} } = given as { secrets?: Keys };
  return { organisation: at, id, address, keys: password === null ? secrets : { password } };
}

type Event = {
  readonly type: string;
  readonly purpose: string;
  readonly channel: string;
  readonly method: string;
  readonly occurredAt: number;
  readonly recordedBy: string;
};

/** What is recorded at the connection's organisation, oldest first. */
export async function eventsOf({
  organisation,
}: Pick<Connected, 'organisation'>): Promise<Event[]> {
  const { results } = await env.DB.prepare(
    `SELECT type, purpose, channel, method, occurred_at AS occurredAt, recorded_by AS recordedBy
     FROM events WHERE org_id = ? ORDER BY seq`,
  )
    .bind(organisation.id)
    .all<Event>();
  return results;
}

type Unread = { readonly event: string; readonly reason: string; readonly says: string };

/** What could not be read, as the administrator is told; the latest first. */
export async function unreadOf({ organisation, id }: Connected): Promise<Unread[]> {
  const path = `/providers/${id}/unread`;
  return (await organisation.as('admin').get<{ unread: Unread[] }>(path)).body.unread;
}

type Answer = {
  readonly status: number;
  readonly recorded?: number;
  readonly unread?: number;
  readonly error?: { readonly code: string };
};

/** What the address answers to a report. */
export async function post({ url, body, headers }: Sent): Promise<Answer> {
  const response = await app.request(url, { method: 'POST', body, headers }, env);
  return { status: response.status, ...(await response.json<object>()) };
}

/** Sends a body in the provider's name, now, with the connection's own keys unless others are given. */
export async function send(
  to: Connected,
  sender: Sender,
  body: string,
  how: { keys?: Keys; at?: number } = {},
): Promise<Answer> {
  return post(await sender.sign(body, { ...to, at: Date.now(), ...how }));
}

type Count = { readonly outcome: string; readonly event: string; readonly count: number };

/** What came of reports so far, as the administrator is told. */
export async function countsOf({ organisation, id }: Connected): Promise<Count[]> {
  const path = `/providers/${id}`;
  return (await organisation.as('admin').get<{ counts: Count[] }>(path)).body.counts;
}
