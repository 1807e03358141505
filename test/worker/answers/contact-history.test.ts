import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Found, History } from '../../../shared/protocol/contacts.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

const jane = 'jane.doe@example.com';
const find = async (by: Caller, value: string) =>
  (await by.post<v.InferOutput<typeof Found>>('/contacts/find', { type: 'email', value })).body
    .contact;
const record = async (by: Caller, ...events: object[]) => {
  const { status } = await by.post('/events', { events });
  expect(status).toBe(200);
};
const at = (day: string) => `2026-${day}T10:00:00Z`;

describe('GET /contacts/:id/history', () => {
  let organisation: Organisation;
  let id: string;
  const history = async (query = '') =>
    (await organisation.as('rep').get<History>(`/contacts/${id}/history${query}`)).body;
  beforeEach(async () => {
    organisation = await newOrganisation();
    await record(
      organisation.as('rep'),
      event(jane, { id: 'yes', type: 'given', method: 'web-form', occurredAt: at('02-01') }),
      event(jane, { id: 'no', source: 'Fair', evidence: 'note 7', occurredAt: at('03-02') }),
    );
    id = (await find(organisation.as('rep'), jane))!.id;
  });

  it('gives the events, newest first, with what was written down beside them', async () => {
    const { contact, events, next } = await history();
    expect(next).toBeNull();
    expect(events.map((each) => each.id)).toEqual(['no', 'yes']);
    expect(events[0]).toMatchObject({
      type: 'objected',
      occurredAt: '2026-03-02T10:00:00.000Z',
      recordedBy: expect.stringMatching(/^mem_/),
      identifier: contact.identifiers[0]!.key,
      source: 'Fair',
      evidence: 'note 7',
      standing: true,
    });
    expect(events[1]).not.toHaveProperty('evidence');
  });

  it('gives what they come to, by identifier, purpose and channel', async () => {
    const { states, contact } = await history();
    const key = contact.identifiers[0]!.key;
    expect(states).toContainEqual({
      identifier: key,
      purpose: 'direct-marketing',
      channel: 'email',
      status: 'dpv:ConsentWithdrawn',
      basis: 'dpv:LegitimateInterestObjected',
      since: '2026-03-02T10:00:00.000Z',
      events: ['yes', 'no'],
    });
    expect(states.map(({ channel }) => channel)).toEqual(['email']);
  });

  it('gives what was so at an instant, and what was known at another', async () => {
    const now = new Date(Date.now() + 60_000).toISOString();
    const status = async (query: string) => {
      const { states } = await history(query);
      return states.map((state) => state.status);
    };
    const march = '2026-03-01T00:00:00Z';
    expect(await status(`?at=${march}&knownAt=${now}`)).toEqual(['dpv:ConsentGiven']);
    expect(await status(`?at=2026-04-01T00:00:00Z&knownAt=${now}`)).toEqual([
      'dpv:ConsentWithdrawn',
    ]);
    // Both were recorded only now.
    expect(await status(`?at=${march}`)).toEqual([]);
    expect((await history(`?at=${march}`)).events).toEqual([]);
    expect(await status(`?at=2026-01-01T00:00:00Z&knownAt=${now}`)).toEqual([]);
  });

  it('says which events were taken back', async () => {
    const mistake = event(jane, { id: 'oops', type: 'suppressed', occurredAt: at('04-01') });
    const back = event(jane, { id: 'back', type: 'corrected', corrects: 'oops' });
    await record(organisation.as('admin'), mistake, { ...back, occurredAt: at('04-02') });
    const standing = (await history()).events.map((each) => [each.id, each.standing]);
    expect(standing).toEqual([
      ['back', true],
      ['oops', false],
      ['no', true],
      ['yes', true],
    ]);
  });

  it('pages through many events', async () => {
    const contacted = Array.from({ length: 5 }, (_, n) =>
      event(jane, { id: `c${n}`, type: 'contacted', method: 'recorded-by-member' }),
    );
    await record(organisation.as('rep'), ...contacted);
    const first = await history('?limit=4');
    const second = await history(`?limit=4&before=${first.next}`);
    expect([...first.events, ...second.events].map((each) => each.id)).toEqual([
      'c4',
      'c3',
      'c2',
      'c1',
      'c0',
      'no',
      'yes',
    ]);
    expect(second.next).toBeNull();
    expect(second.states).toEqual(first.states);
  });

  it('holds a consent for the identifier that it names, and a no for the person', async () => {
    const other = event('doe@example.org', { type: 'given', method: 'web-form' });
    await record(organisation.as('rep'), { ...other, channel: 'sms', id: 'sms' });
    const linked = { identifier: other.identifier, evidence: 'said so on the phone' };
    await organisation.as('dpo').post(`/contacts/${id}/links`, linked);
    const { states, contact } = await history();
    const keyOf = (value: string) => contact.identifiers.find((one) => one.value === value)!.key;
    const seen = states.map(({ identifier, channel, status }) => [identifier, channel, status]);
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(
      expect.arrayContaining([
        [keyOf(jane), 'email', 'dpv:ConsentWithdrawn'],
        [keyOf('doe@example.org'), 'email', 'dpv:ConsentWithdrawn'],
        [keyOf('doe@example.org'), 'sms', 'dpv:ConsentGiven'],
      ]),
    );
  });

  it.each([
    'at=yesterday',
    'at=2026-02-31T00:00:00Z',
    'knownAt=2026-05-01',
    'before=0',
    'limit=501',
  ])('refuses %s', async (query) => {
    const { status, body } = await organisation.as('rep').get(`/contacts/${id}/history?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(query.slice(0, query.indexOf('=')));
  });
});
