import { env } from 'cloudflare:workers';
import { deliverDue } from '../../../worker/webhooks/deliver.ts';
import type { Answer, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

export const minute = 60_000;
export const hour = 60 * minute;

type Message = {
  readonly state: string;
  readonly attempts: number;
  readonly tries: readonly { readonly status: number | null; readonly failure: string | null }[];
};

/** An organisation whose webhooks go out when a test says so, at a time that it says. */
export type Teller = {
  readonly organisation: Organisation;
  /** Delivers what is due so many milliseconds later than last time. Gives the number of attempts. */
  readonly deliver: (later?: number) => Promise<number>;
  readonly record: (value: string, more?: Record<string, unknown>) => Promise<Answer>;
  readonly messageOf: (endpoint: string, id: string) => Promise<Message>;
  readonly endpointOf: (id: string) => Promise<Record<string, unknown>>;
};

export async function newTeller(): Promise<Teller> {
  const organisation = await newOrganisation();
  const admin = organisation.as('admin');
  let clock = 0;
  return {
    organisation,
    deliver: (later = 0) => {
      clock = Math.max(clock, Date.now()) + later;
      const at = clock;
      const run = { now: () => at, random: () => 0, until: at + hour };
      return deliverDue(env, { ...run, orgId: organisation.id });
    },
    record: (value, more = {}) => admin.post('/events', { events: [event(value, more)] }),
    messageOf: async (endpoint, id) =>
      (await admin.get<Message>(`/webhooks/${endpoint}/messages/${id}`)).body,
    endpointOf: async (id) => (await admin.get<Record<string, unknown>>(`/webhooks/${id}`)).body,
  };
}
