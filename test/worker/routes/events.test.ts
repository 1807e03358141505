import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { randomHex } from '../../../worker/bytes.ts';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import { countingDatabase } from '../support/counting-database.ts';
import type { Answer, Organisation } from '../support/organisation.ts';
import { caller, newApiKey, newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

const path = '/events';
let organisation: Organisation;

beforeEach(async () => {
  organisation = await newOrganisation();
});

const record = (...events: unknown[]): Promise<Answer> =>
  organisation.as('rep').post(path, { events });
const rulesFor = async (value: string): Promise<string[]> => {
  const { body } = await organisation.as('rep').post('/check', ask(value));
  return body.decisions[0]!.reasons.map(({ rule }) => rule);
};
const storedEvents = async (): Promise<number> =>
  (await env.DB.prepare('SELECT count(*) AS n FROM events WHERE org_id = ?')
    .bind(organisation.id)
    .first<number>('n'))!;

describe('POST /events', () => {
  itNeedsAToken((somebody) => somebody.post(path, { events: [event('a@example.com')] }), {
    refuses: ['auditor'],
  });
  itReadsJson(path);

  it('records a no, and the next check knows it', async () => {
    const { status, body } = await record(event('jane@example.com'));
    expect(status).toBe(200);
    expect(body).toEqual({
      events: [
        {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          contact: expect.stringMatching(/^[0-9a-f]{32}$/),
          recordedAt: expect.any(Number),
        },
      ],
      version: 1,
    });
    expect(await rulesFor('jane@example.com')).toEqual(['objection']);
  });

  it('knows a contact again, by any spelling of the address', async () => {
    const { body } = await record(event('jane@example.com'), event(' JANE@Example.COM '));
    expect(body.events[0]!.contact).toBe(body.events[1]!.contact);
    const later = await record(event('jane@example.com', { type: 'contacted' }));
    expect(later.body.events[0]!.contact).toBe(body.events[0]!.contact);
    expect(later.body.version).toBe(3);
  });

  it('says by whom and when it was recorded, whatever the sender claims', async () => {
    const claimed = { ...event('jane@example.com'), recordedBy: 'somebody', recordedAt: 1 };
    expect((await record(claimed)).status).toBe(400);
    await record(event('jane@example.com'));
    const row = await env.DB.prepare('SELECT recorded_by, recorded_at FROM events WHERE org_id = ?')
      .bind(organisation.id)
      .first<{ recorded_by: string; recorded_at: number }>();
    expect(row!.recorded_by).toMatch(/^mem_/);
    expect(Math.abs(row!.recorded_at - Date.now())).toBeLessThan(60_000);
  });

  it('asks the database as often for a hundred events as for one', async () => {
    const { db, count } = countingDatabase(env.DB);
    organisation = await newOrganisation({ ...env, DB: db });
    const before = count.statements;
    await record(event('a@example.com'));
    const forOne = count.statements - before;
    const many = Array.from({ length: 100 }, (_, n) =>
      event(`p${n}@example.com`, { source: 'List' }),
    );
    expect((await record(...many)).body.version).toBe(101);
    expect(count.statements - before).toBe(2 * forOne);
  });
});

describe('an event sent twice', () => {
  it('is stored once and answered as the first time', async () => {
    const sent = event('jane@example.com', { id: 'e1', evidence: 'Her reply' });
    const first = await record(sent);
    const second = await record({ ...sent, occurredAt: '2026-03-02T11:00:00+01:00' });
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(await storedEvents()).toBe(1);
  });

  it('is stored once when both are in one call', async () => {
    const sent = event('jane@example.com', { id: 'e1' });
    const { body } = await record(sent, sent, event('joe@example.com'));
    expect(body.events[0]).toEqual(body.events[1]);
    expect([body.version, await storedEvents()]).toEqual([2, 2]);
  });

  it('is stored once when both come at the same moment', async () => {
    const sent = event('jane@example.com', { id: 'e1' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => record(sent)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => body.events[0]!.contact)).size).toBe(1);
    expect(await storedEvents()).toBe(1);
  });

  it.each([
    ['another person', { identifier: { type: 'email', value: 'joe@example.com' } }],
    ['another type', { type: 'refused' }],
    ['another time', { occurredAt: '2026-03-02T10:00:01Z' }],
    ['another evidence', { evidence: 'something else' }],
    ['another purpose', { purpose: 'newsletter' }],
  ])('is refused when it now names %s', async (_, change) => {
    await record(event('jane@example.com', { id: 'e1', evidence: 'Her reply' }));
    const { status, body } = await record(
      event('new@example.com'),
      event('jane@example.com', { id: 'e1', evidence: 'Her reply', ...change }),
    );
    expect([status, body.error.code]).toEqual([409, 'events.id-taken']);
    expect(body.error.message).toContain('events[1].id');
    expect(await storedEvents()).toBe(1);
  });

  it('may have the same id in another organisation', async () => {
    await record(event('jane@example.com', { id: 'e1' }));
    organisation = await newOrganisation();
    expect((await record(event('joe@example.com', { id: 'e1' }))).status).toBe(200);
  });
});

describe('all or nothing', () => {
  it('stores nothing of a call with one bad event', async () => {
    const { status, body } = await record(event('a@example.com'), event('not an address'));
    expect([status, body.error.code]).toEqual([400, 'contact.email.no-at']);
    expect(body.error.message).toContain('events[1].identifier.value');
    expect(await storedEvents()).toBe(0);
  });

  it('loses none of many calls at once, and counts them without a gap', async () => {
    const calls = Array.from({ length: 10 }, (_, n) =>
      record(event('same@example.com', { id: `e${n}` }), event(`p${n}@example.com`)),
    );
    for (const { status } of await Promise.all(calls)) expect(status).toBe(200);
    const { results } = await env.DB.prepare('SELECT seq FROM events WHERE org_id = ? ORDER BY seq')
      .bind(organisation.id)
      .all<{ seq: number }>();
    expect(results.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const contacts = await env.DB.prepare('SELECT count(*) AS n FROM contacts WHERE org_id = ?')
      .bind(organisation.id)
      .first('n');
    expect(contacts).toBe(11);
  });
});

describe('what is not said by the way', () => {
  const asked = { method: 'reply', evidence: 'Her reply of 3 May', channel: 'all', purpose: 'all' };

  it.each(['erased', 'merged'])('%s needs the right that its own route needs', async (type) => {
    await record(event('jane@example.com'));
    const sent = { events: [event('jane@example.com', { ...asked, type })] };
    const refused = await organisation.as('rep').post(path, sent);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'auth.role']);
    const key = await newApiKey(organisation.id, { role: 'dpo', scopes: ['events.record'] });
    expect((await caller(key).post(path, sent)).body.error.code).toBe('auth.scope');
    expect(await storedEvents()).toBe(1);
    expect((await organisation.as('dpo').post(path, sent)).status).toBe(200);
  });
});

describe('values', () => {
  it.each([
    "'); DROP TABLE events; --",
    '"}]', // breaks out of JSON
    '\u0000\u202e',
    '🙂'.repeat(50),
    '${process.env.MASTER_KEY}',
  ])('are kept as they are: %s', async (text) => {
    const { status } = await record(event('jane@example.com', { source: text, evidence: text }));
    expect(status).toBe(200);
    expect(await storedEvents()).toBe(1);
  });

  it('are refused one over a hundred', async () => {
    const events = Array.from({ length: 101 }, () => event(`${randomHex(4)}@example.com`));
    const { status, body } = await record(...events);
    expect([status, body.error.message]).toEqual([400, 'events: must have at most 100 entries.']);
    expect((await record()).body.error.message).toBe('events: must not be empty.');
  });
});
