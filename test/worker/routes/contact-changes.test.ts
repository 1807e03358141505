import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Contact, Found, History } from '../../../shared/protocol/contacts.ts';
import { erasureReasons } from '../../../shared/protocol/contacts.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, emails, event } from '../support/samples.ts';

type Shown = v.InferOutput<typeof Contact>;
const [jane, doe] = ['jane@example.com', 'doe@example.org'] as const;
const why = { evidence: 'said so on the phone' };

let organisation: Organisation;
let dpo: Caller;
let id: string;
const find = async (value: string) =>
  (await dpo.post<v.InferOutput<typeof Found>>('/contacts/find', { type: 'email', value })).body
    .contact!;
const record = async (...events: object[]) => {
  const { status } = await organisation.as('admin').post('/events', { events });
  expect(status).toBe(200);
};
const inAmerica = (value: string) => event(value, { type: 'described', traits: { country: 'US' } });
const verdict = async (value: string) =>
  (await organisation.as('rep').post('/check', ask(value))).body.verdict;
const link = (value: string = doe, by = dpo) =>
  by.post(`/contacts/${id}/links`, { identifier: emails(value)[0], ...why });

beforeEach(async () => {
  organisation = await newOrganisation();
  dpo = organisation.as('dpo');
  await record(inAmerica(jane), inAmerica(doe));
  id = (await find(jane)).id;
});

describe('POST /contacts/:id/links', () => {
  it('makes two identifiers one person’s: a no of one holds for both', async () => {
    await record(event(doe));
    expect(await verdict(jane)).toBe('allow');
    const { status, body } = await link();
    expect(status).toBe(200);
    const { identifiers } = body as unknown as Shown;
    expect(identifiers.map(({ value }) => value).sort()).toEqual([doe, jane]);
    expect(await verdict(jane)).toBe('block');
  });

  it('says who linked them, and keeps how they know to those who may read it', async () => {
    await link();
    const { events } = (await dpo.get<History>(`/contacts/${id}/history`)).body;
    const merged = events.filter(({ type }) => type === 'merged');
    expect(merged).toHaveLength(2);
    for (const one of merged)
      expect(one).toMatchObject({ ...why, recordedBy: expect.stringMatching(/^mem_/) });
  });

  it('changes nothing the second time', async () => {
    await link();
    const before = (await dpo.get<History>(`/contacts/${id}/history`)).body;
    expect((await link()).status).toBe(200);
    const after = (await dpo.get<History>(`/contacts/${id}/history`)).body;
    expect(after.events).toEqual(before.events);
  });

  it.each([
    ['nobody@example.com', 404, 'contact.unknown'],
    ['not an address', 400, 'contact.email.no-at'],
  ])('refuses %s: %i', async (value, status, code) => {
    const answer = await link(value);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).not.toContain(value);
  });

  it('refuses a contact that is not there, and one of another organisation', async () => {
    const other = (await newOrganisation()).as('dpo');
    expect((await link(doe, other)).status).toBe(404);
    const unknown = `/contacts/${'0'.repeat(32)}/links`;
    const answer = await dpo.post(unknown, { identifier: emails(doe)[0], ...why });
    expect([answer.status, answer.body.error.code]).toEqual([404, 'contact.unknown']);
  });

  it.each([
    [{ identifier: { type: 'email', value: doe } }, 'evidence'],
    [{ identifier: { type: 'email', value: doe }, evidence: 'x' }, 'evidence'],
    [{ evidence: 'said so' }, 'identifier'],
  ])('asks for what is missing (%#)', async (sent, field) => {
    const { status, body } = await dpo.post(`/contacts/${id}/links`, sent);
    expect([status, body.error.message.startsWith(field)]).toEqual([400, true]);
  });
});

describe('DELETE /contacts/:id/links/:identifier', () => {
  const unlink = async (value: string) => {
    const { identifiers } = (await dpo.get<Shown>(`/contacts/${id}`)).body;
    const { key } = identifiers.find((one) => one.value === value)!;
    return dpo.delete<Shown>(`/contacts/${id}/links/${key}`);
  };

  it('parts them again; both sides keep every no', async () => {
    await record(event(doe));
    await link();
    const { status, body } = await unlink(doe);
    expect(status).toBe(200);
    expect(body.identifiers.map(({ value }) => value)).toEqual([doe]);
    expect((await find(jane)).identifiers.map(({ value }) => value)).toEqual([jane]);
    expect([await verdict(jane), await verdict(doe)]).toEqual(['block', 'block']);
  });

  it('does nothing to one who stands alone', async () => {
    const { status, body } = await unlink(jane);
    expect([status, body.id]).toEqual([200, id]);
  });

  it('knows no identifier that is not the contact’s', async () => {
    const strange = (await find(doe)).identifiers[0]!.key;
    for (const key of [strange, '0'.repeat(32)]) {
      const { status, body } = await dpo.delete(`/contacts/${id}/links/${key}`);
      expect([status, body.error.code]).toEqual([404, 'contact.no-such-identifier']);
    }
    expect((await dpo.delete(`/contacts/${id}/links/${encodeURIComponent(jane)}`)).status).toBe(
      400,
    );
  });
});

describe('POST /contacts/:id/erase', () => {
  const reason = 'asked-by-the-person';
  const erase = (by = dpo, sent: object = { reason }) => by.post(`/contacts/${id}/erase`, sent);

  it('leaves nothing to read, and the no in force', async () => {
    await record(event(jane, { source: 'Fair', evidence: 'note 7' }));
    expect((await erase()).status).toBe(204);
    const shown = (await dpo.get<Shown>(`/contacts/${id}`)).body;
    expect(shown).toMatchObject({ erased: true, identifiers: [{ type: 'email', value: null }] });
    const { events } = (await dpo.get<History>(`/contacts/${id}/history`)).body;
    expect(events.map(({ type, standing }) => [type, standing])).toEqual([
      ['erased', true],
      ['objected', true],
      ['described', false],
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Fair|note 7|asked-by/);
    expect(await verdict(jane)).toBe('block');
  });

  it('erases all whom the contact was linked with', async () => {
    await link();
    await erase();
    const { identifiers } = (await dpo.get<Shown>(`/contacts/${id}`)).body;
    expect(identifiers.map(({ value }) => value)).toEqual([null, null]);
  });

  it('says in the audit who did it and why, and not to whom', async () => {
    await erase();
    const { results } = await env.DB.prepare('SELECT * FROM audit WHERE org_id = ? AND action = ?')
      .bind(organisation.id, 'contact.erased')
      .all<{ actor: string; target: string; details: string }>();
    expect(results).toHaveLength(1);
    expect(results[0]!.actor).toMatch(/^mem_/);
    expect([results[0]!.target, JSON.parse(results[0]!.details)]).toEqual([id, { reason }]);
  });

  it('cannot be linked to any more, since nobody can read by what', async () => {
    await erase();
    const { status, body } = await link();
    expect([status, body.error.code]).toEqual([409, 'contact.erased']);
  });

  it.each(['admin', 'dpo'] as const)('may be done by the role %s', async (role) => {
    expect((await erase(organisation.as(role))).status).toBe(204);
  });

  it.each(['marketer', 'rep', 'auditor'] as const)('may not by the role %s', async (role) => {
    expect((await erase(organisation.as(role))).status).toBe(403);
    expect((await dpo.get<Shown>(`/contacts/${id}`)).body.erased).toBe(false);
  });

  it('takes a reason of the list alone', async () => {
    for (const sent of [{}, { reason: 'Jane Doe rang' }, { reason: null }, { reason, note: 'x' }]) {
      const { status, body } = await erase(dpo, sent);
      expect(status).toBe(400);
      expect(body.error.message).not.toContain('Jane');
    }
    expect(erasureReasons).toContain(reason);
  });

  it('knows nobody under another id, nor another organisation’s', async () => {
    const other = (await newOrganisation()).as('admin');
    expect((await erase(other)).status).toBe(404);
    expect((await dpo.get<Shown>(`/contacts/${id}`)).body.erased).toBe(false);
    expect((await dpo.post(`/contacts/${'0'.repeat(32)}/erase`, { reason })).status).toBe(404);
  });
});
