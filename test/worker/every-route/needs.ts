import type { Caller, Organisation } from '../support/organisation.ts';

/** Things of an organisation whose ids stand in addresses. */
export type Need =
  | 'contact'
  | 'identifier'
  | 'member'
  | 'invitation'
  | 'device'
  | 'apiKey'
  | 'import'
  | 'export'
  | 'provider'
  | 'webhook'
  | 'message'
  | 'version'
  | 'nothing';

type Made = Partial<Record<Need, string>>;
type Maker = (admin: Caller, made: Made, rep: Caller) => Promise<string>;
type Ids = { readonly id: string };

const makers: Record<Need, Maker> = {
  contact: async (admin) => {
    const at = (value: string, id: string) => ({
      id,
      identifier: { type: 'email', value },
      type: 'objected',
      channel: 'email',
      occurredAt: '2026-03-02T10:00:00Z',
      method: 'reply',
      evidence: 'note 7',
    });
    const unique = crypto.randomUUID();
    const events = [at(`${unique}@example.com`, unique), at('linked@example.com', 'linked')];
    return (await admin.post('/events', { events })).body.events[0]!.contact;
  },
  identifier: async (admin, { contact }) => {
    const { body } = await admin.get<{ identifiers: { key: string }[] }>(`/contacts/${contact}`);
    return body.identifiers[0]!.key;
  },
  member: async (admin) => {
    const { body } = await admin.get<{ members: { id: string; role: string }[] }>('/members');
    return body.members.find(({ role }) => role === 'rep')!.id;
  },
  invitation: async (admin) => {
    const sent = { email: `${crypto.randomUUID()}@example.com`, role: 'rep' };
    return (await admin.post<Ids>('/members/invitations', sent)).body.id;
  },
  device: async (_, __, rep) => {
    const { body } = await rep.get<{ devices: Ids[] }>('/devices');
    return body.devices[0]!.id;
  },
  apiKey: async (admin) => {
    const sent = { name: 'Made', role: 'rep', scopes: ['check.run'], expiresInDays: 9 };
    return (await admin.post<Ids>('/api-keys', sent)).body.id;
  },
  import: async (admin) => {
    const defaults = { type: 'objected', channel: 'email' };
    const sent = { name: 'list.csv', format: 'csv', defaults };
    return (await admin.post<Ids>('/imports', sent)).body.id;
  },
  export: async (admin) => {
    const reasons = { purpose: 'Move to another', recipient: 'Acme Ltd' };
    return (await admin.post<Ids>('/exports', { what: 'events', format: 'csv', ...reasons })).body
      .id;
  },
  provider: async (admin) => {
    const sent = { provider: 'postmark', name: 'Made' };
    return (await admin.post<Ids>('/providers', sent)).body.id;
  },
  webhook: async (admin) => {
    const { body } = await admin.get<{ endpoints: Ids[] }>('/webhooks');
    // An organisation may have few.
    if (body.endpoints[0]) return body.endpoints[0].id;
    const sent = { url: 'https://hooks.example.com/heed', types: ['contact.objected'] };
    return (await admin.post<Ids>('/webhooks', sent)).body.id;
  },
  message: async (admin, { webhook }) =>
    (await admin.post<Ids>(`/webhooks/${webhook}/test`, '')).body.id,
  version: () => Promise.resolve('1'),
  nothing: () => Promise.resolve('0'.repeat(16)),
};

/** Makes what is needed, by the organisation's own routes. */
export async function makeNeeds(organisation: Organisation, needs: readonly Need[]): Promise<Made> {
  const made: Made = {};
  // A later one may rest on an earlier: an identifier on its contact.
  for (const need of needs)
    made[need] = await makers[need](organisation.as('admin'), made, organisation.as('rep'));
  return made;
}
