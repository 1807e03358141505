import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contact, Contacts, Found } from '../../../shared/protocol/contacts.ts';
import { countingDatabase } from '../support/counting-database.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

type Page = v.InferOutput<typeof Contacts>;
const jane = 'jane.doe@example.com';
const find = async (by: Caller, value: string, type = 'email') =>
  (await by.post<v.InferOutput<typeof Found>>('/contacts/find', { type, value })).body.contact;
const record = async (by: Caller, ...events: object[]) => {
  const { status } = await by.post('/events', { events });
  expect(status).toBe(200);
};

describe('POST /contacts/find', () => {
  let rep: Caller;
  beforeAll(async () => {
    rep = (await newOrganisation()).as('rep');
    const phone = { type: 'phone', value: '+44 20 7946 0123' };
    await record(rep, event(jane), { ...event(''), identifier: phone });
  });

  it('finds a contact by an identifier, in any spelling of just that one', async () => {
    const found = await find(rep, 'Jane.Doe@EXAMPLE.com');
    expect(found).toMatchObject({ erased: false, identifiers: [{ type: 'email', value: jane }] });
    expect(found!.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await find(rep, '+442079460123', 'phone'))!.identifiers).toHaveLength(1);
  });

  it.each(['jane.doe+news@example.com', 'janedoe@example.com', 'nobody@example.com'])(
    'finds nobody under %s, another identifier',
    async (value) => {
      expect(await find(rep, value)).toBeNull();
    },
  );

  it('shows another organisation nobody', async () => {
    expect(await find((await newOrganisation()).as('admin'), jane)).toBeNull();
  });

  it.each([
    ['email', 'not an address', 'value: An e-mail address needs an @'],
    ['phone', '020 7946', 'value: Write the number with its country'],
    ['fax', '1', 'type: must be one of'],
    ['email', '', 'value: must not be empty.'],
  ])('refuses %s %j, and repeats nothing of it', async (type, value, message) => {
    const { status, body } = await rep.post('/contacts/find', { type, value });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(body.error.message).not.toMatch(/not an address|\b020/);
  });
});

describe('GET /contacts', () => {
  let organisation: Organisation;
  const names = Array.from({ length: 7 }, (_, n) => `person${n}@example.com`);
  beforeAll(async () => {
    organisation = await newOrganisation();
    for (const name of names) await record(organisation.as('rep'), event(name));
  });
  const page = async (query: string) =>
    (await organisation.as('marketer').get<Page>(`/contacts${query}`)).body;

  it('gives everybody once, in the order in which they were first recorded', async () => {
    const all = await page('');
    expect(all.contacts.map(({ identifiers }) => identifiers[0]!.value)).toEqual(names);
    expect(all.next).toBeNull();
  });

  it('gives the same page by page, also while others are added', async () => {
    const seen: string[] = [];
    let query = '?limit=3';
    for (let next: string | null = ''; next !== null; query = `?limit=3&after=${next}`) {
      const found: Page = await page(query);
      seen.push(...found.contacts.map(({ identifiers }) => identifiers[0]!.value!));
      next = found.next;
      if (seen.length === 3) await record(organisation.as('rep'), event('late@example.com'));
    }
    expect(seen).toEqual([...names, 'late@example.com']);
  });

  it('asks the database as often for a page of many as for one', async () => {
    const { db, count } = countingDatabase(env.DB);
    const counted = (await newOrganisation({ ...env, DB: db })).as('admin');
    const measure = async () => {
      const before = count.statements;
      await counted.get('/contacts');
      return count.statements - before;
    };
    await record(counted, event('one@example.com'));
    const forOne = await measure();
    await record(counted, ...names.map((name) => event(name)));
    expect(await measure()).toBe(forOne);
  });

  it('is not for the role rep, who finds people by what they have', async () => {
    expect((await organisation.as('rep').get('/contacts')).status).toBe(403);
  });

  it.each(['?limit=0', '?limit=201', '?limit=x', '?after=x', `?after=${'0'.repeat(31)}`])(
    'refuses %s',
    async (query) => {
      const { status, body } = await organisation.as('admin').get(`/contacts${query}`);
      expect([status, body.error.code]).toEqual([400, 'input.invalid']);
    },
  );
});

describe('GET /contacts/:id', () => {
  let organisation: Organisation;
  let contact: v.InferOutput<typeof Contact>;
  beforeEach(async () => {
    organisation = await newOrganisation();
    await record(organisation.as('rep'), event(jane));
    contact = (await find(organisation.as('rep'), jane))!;
  });

  it('gives the contact, to a rep too', async () => {
    const { status, body } = await organisation.as('rep').get(`/contacts/${contact.id}`);
    expect([status, body]).toEqual([200, contact]);
    const recorded = await organisation.as('rep').post('/events', { events: [event(jane)] });
    expect(recorded.body.events[0]!.contact).toBe(contact.id);
  });

  it('gives one person for all whom they were linked with, under one id', async () => {
    const other = event('doe@example.org');
    await record(organisation.as('rep'), other);
    const second = (await find(organisation.as('rep'), 'doe@example.org'))!;
    const linked = { identifier: other.identifier, evidence: 'said so on the phone' };
    await organisation.as('dpo').post(`/contacts/${contact.id}/links`, linked);
    const answers = await Promise.all(
      [contact.id, second.id].map((id) => organisation.as('rep').get(`/contacts/${id}`)),
    );
    expect(answers[0]!.body).toEqual(answers[1]!.body);
    expect(await find(organisation.as('rep'), 'doe@example.org')).toEqual(answers[0]!.body);
    const listed = (await organisation.as('admin').get<Page>('/contacts')).body.contacts;
    expect(listed).toEqual([answers[0]!.body]);
    expect(listed[0]!.identifiers.map(({ value }) => value).sort()).toEqual([
      'doe@example.org',
      jane,
    ]);
  });

  it('keeps apart those who were linked and those who were not', async () => {
    const values = ['a@example.org', 'b@example.org', 'c@example.org'];
    await record(organisation.as('rep'), ...values.map((value) => event(value)));
    const [a, b, c] = await Promise.all(values.map((value) => find(organisation.as('rep'), value)));
    const linked = { identifier: event('b@example.org').identifier, evidence: 'said so' };
    await organisation.as('dpo').post(`/contacts/${a!.id}/links`, linked);
    expect(await find(organisation.as('rep'), jane)).toEqual(contact);
    expect(await find(organisation.as('rep'), 'c@example.org')).toEqual(c);
    const one = await find(organisation.as('rep'), 'b@example.org');
    expect([a!.id, b!.id]).toContain(one!.id);
    const listed = (await organisation.as('admin').get<Page>('/contacts')).body.contacts;
    expect(listed.map(({ id }) => id).sort()).toEqual([contact.id, one!.id, c!.id].sort());
  });

  it('knows nobody under another id, nor another organisation’s', async () => {
    const other = (await newOrganisation()).as('admin');
    for (const [by, id] of [
      [organisation.as('admin'), '0'.repeat(32)],
      [other, contact.id],
    ] as const)
      for (const path of ['', '/history']) {
        const { status, body } = await by.get(`/contacts/${id}${path}`);
        expect([status, body.error.code]).toEqual([404, 'contact.unknown']);
      }
  });

  it.each(['x', "'OR'1'='1", '%00', '..', '0'.repeat(33), 'F'.repeat(32)])(
    'refuses the id %s',
    async (id) => {
      const path = `/contacts/${encodeURIComponent(id)}/history`;
      expect([400, 404]).toContain((await organisation.as('admin').get(path)).status);
    },
  );
});
