import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { newOrganisation } from '../support/organisation.ts';
import { newReceiver, verified } from './receiver.ts';
import type { Teller } from './teller.ts';
import { hour, minute, newTeller } from './teller.ts';

let teller: Teller;
beforeEach(async () => {
  teller = await newTeller();
});
const deliver = (later?: number) => teller.deliver(later);
const record: Teller['record'] = (value, more) => teller.record(value, more);

describe('a message', () => {
  it('tells what was recorded, signed, by the contact’s opaque id', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    const recorded = await record('jane@example.com', { id: 'e1', evidence: 'She wrote it.' });
    expect(await deliver()).toBe(1);
    const [got, ...more] = await receiver.got();
    expect(more).toEqual([]);
    expect(verified(got!, receiver.secret)).toEqual(got!.body);
    expect(got!.body).toEqual({
      type: 'contact.objected',
      timestamp: '2026-03-02T10:00:00.000Z',
      data: {
        contact: recorded.body.events[0]!.contact,
        version: 1,
        event: {
          id: 'e1',
          type: 'objected',
          purpose: 'direct-marketing',
          channel: 'email',
          method: 'reply',
          occurredAt: '2026-03-02T10:00:00.000Z',
          recordedAt: expect.any(String),
        },
      },
    });
    expect(got!.text).not.toContain('jane');
    expect(got!.headers['content-type']).toBe('application/json');
    expect(got!.id).toMatch(/^msg_[0-9a-f]{32}$/);
  });

  it('names the identifier where the webhook was set up so, until the contact is erased', async () => {
    const receiver = await newReceiver(
      teller.organisation,
      ['contact.objected', 'contact.erased'],
      {
        identifiers: true,
      },
    );
    await record('jane@example.com');
    await deliver();
    await receiver.answers({ status: 500 });
    await record('joe@example.com');
    await deliver();
    await receiver.answers({ status: 204 });
    await record('joe@example.com', { type: 'erased', method: 'reply', evidence: 'His reply' });
    await deliver(hour);
    const named = (await receiver.got()).map(({ body }) => [body.type, body.data['identifier']]);
    expect(named[0]).toEqual(['contact.objected', { type: 'email', value: 'jane@example.com' }]);
    expect(named[1]).toEqual(['contact.objected', { type: 'email', value: 'joe@example.com' }]);
    expect(named.slice(2).map(([, identifier]) => identifier)).toEqual([undefined, undefined]);
  });

  it('names whose address an event was about also once two people turned out not to be one', async () => {
    const admin = teller.organisation.as('admin');
    const { body } = await record('jane@example.com', { id: 'no' });
    await record('joe@example.com', { type: 'contacted' });
    const contact = body.events[0]!.contact;
    const joe = { type: 'email', value: 'joe@example.com' };
    await admin.post(`/contacts/${contact}/links`, { identifier: joe, evidence: 'call note' });
    const receiver = await newReceiver(teller.organisation, ['contact.objected'], {
      identifiers: true,
    });
    type Linked = { identifiers: { key: string; value: string }[] };
    const linked = await admin.get<Linked>(`/contacts/${contact}`);
    const { key } = linked.body.identifiers.find(({ value }) => value === joe.value)!;
    // Joe keeps Jane's no, which goes on naming her address.
    expect((await admin.delete(`/contacts/${contact}/links/${key}`)).status).toBe(200);
    expect(await deliver()).toBe(1);
    const [got] = await receiver.got();
    expect(got!.body.data['identifier']).toEqual({ type: 'email', value: 'jane@example.com' });
  });

  it('goes to those who asked for its type, and to nobody of another organisation', async () => {
    const [asked, other] = await Promise.all([
      newReceiver(teller.organisation, ['contact.objected', 'contact.withdrawn']),
      newReceiver(teller.organisation, ['contact.consented']),
    ]);
    const theirs = await newReceiver(await newOrganisation(), ['contact.objected']);
    await record('jane@example.com');
    await record('jane@example.com', { type: 'withdrawn' });
    await record('jane@example.com', { type: 'contacted' });
    await deliver();
    const types = (await asked.got()).map(({ body }) => body.type).sort();
    expect(types).toEqual(['contact.objected', 'contact.withdrawn']);
    expect([await other.got(), await theirs.got()]).toEqual([[], []]);
  });

  it('is written with the event or not at all', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await record('jane@example.com', { id: 'e1' });
    await record('jane@example.com', { id: 'e1' });
    const refused = await record('joe@example.com', { id: 'e1' });
    expect(refused.status).toBe(409);
    await deliver();
    expect(await receiver.got()).toHaveLength(1);
  });

  it('is written for nothing that was before the webhook, or after it was removed', async () => {
    await record('before@example.com');
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await record('between@example.com');
    await teller.organisation.as('admin').delete(`/webhooks/${receiver.id}`);
    await record('after@example.com');
    await deliver();
    expect(await receiver.got()).toEqual([]);
  });

  it('tells of policies, page reports and imports too', async () => {
    const receiver = await newReceiver(teller.organisation, [
      'policy.published',
      'guard.report',
      'import.finished',
    ]);
    const { id } = teller.organisation;
    const imports = `INSERT INTO imports VALUES (?1, ?2, 'x', '{}', ?3, 0, 'mem_1', 'open', NULL, 0, '', 5, 4, 1, 0, 4, 9)`;
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO policy_versions VALUES (?1, 1, '{}', 1, 'mem_1', NULL), (?1, 2, '{}', 2, 'mem_1', NULL)",
      ).bind(id),
      env.DB.prepare(
        "INSERT INTO guard_reports VALUES (?, 'g1', 3, 'mem_2', 'gmail', 'no-send', '{}')",
      ).bind(id),
      env.DB.prepare(imports).bind(id, 'i1', 0),
      env.DB.prepare(imports).bind(id, 'i2', 1),
      env.DB.prepare("UPDATE imports SET state = 'done' WHERE org_id = ?").bind(id),
    ]);
    await deliver();
    const bodies = (await receiver.got()).map(({ body }) => body);
    expect(bodies.map(({ type, data }) => [type, data]).sort()).toEqual([
      ['guard.report', { id: 'g1', site: 'gmail', problem: 'no-send', reportedBy: 'mem_2' }],
      [
        'import.finished',
        { id: 'i1', state: 'done', rows: 5, taken: 4, refused: 1, events: 4, createdBy: 'mem_1' },
      ],
      ['policy.published', { version: 2, publishedBy: 'mem_1' }],
    ]);
  });
});

describe('two who deliver at the same time', () => {
  it('send each message once', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    for (let n = 0; n < 25; n++) await record(`p${n}@example.com`);
    const made = await Promise.all([deliver(), deliver(), deliver()]);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(25);
    expect(new Set((await receiver.got()).map(({ id }) => id)).size).toBe(25);
    expect(await receiver.got()).toHaveLength(25);
  });

  it('send again what one took and did not finish, once its time is up', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await record('jane@example.com');
    // As a worker leaves it that is stopped between taking a message and telling what became of it.
    await env.DB.prepare('UPDATE webhook_messages SET due_at = ? WHERE endpoint_id = ?')
      .bind(Date.now() + 6 * minute, receiver.id)
      .run();
    expect(await deliver()).toBe(0);
    expect(await deliver(7 * minute)).toBe(1);
  });
});
