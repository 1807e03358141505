import { beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../../shared/policy/policy.ts';
import { caller, newOrganisation } from '../support/organisation.ts';
import type { Receiver } from '../webhooks/receiver.ts';
import { newReceiver, verified } from '../webhooks/receiver.ts';
import type { Teller } from '../webhooks/teller.ts';
import { hour, newTeller } from '../webhooks/teller.ts';

type Message = { readonly id: string; readonly type: string; readonly state: string };
type Page = { readonly messages: Message[]; readonly next: string | null };
type Refused = { readonly error: { readonly code: string } };

let teller: Teller;
let receiver: Receiver;
let path: string;
beforeEach(async () => {
  teller = await newTeller();
  receiver = await newReceiver(teller.organisation, ['contact.objected']);
  path = `/webhooks/${receiver.id}`;
});
const admin = () => teller.organisation.as('admin');
const page = async (query = '') => (await admin().get<Page>(`${path}/messages${query}`)).body;

/** Ten attempts, all of which fail. */
async function letDie() {
  await receiver.answers({ status: 500 });
  for (let attempt = 0; attempt < 10; attempt++) await teller.deliver(25 * hour);
}

describe('messages', () => {
  it('are for administrators only, and for nobody without a token', async () => {
    const others = roles.filter((role) => role !== 'admin');
    const callers = [...others.map((role) => teller.organisation.as(role)), caller(undefined)];
    for (const each of callers)
      for (const answer of await Promise.all([
        each.get(`${path}/messages`),
        each.get(`${path}/messages/msg_1`),
        each.post(`${path}/messages/msg_1/resend`, {}),
        each.post(`${path}/resend-dead`, {}),
        each.post(`${path}/test`, {}),
      ]))
        expect([401, 403]).toContain(answer.status);
  });
});

describe('GET /webhooks/:id/messages', () => {
  it('lists those that are dead, waiting or delivered, the latest first', async () => {
    for (const name of ['a', 'b', 'c']) await teller.record(`${name}@example.com`);
    expect((await page()).messages).toEqual([]);
    const waiting = (await page('?state=pending')).messages;
    expect(waiting).toHaveLength(3);
    for (const each of waiting)
      expect(each).toMatchObject({ type: 'contact.objected', state: 'pending' });
    await teller.deliver();
    const delivered = (await page('?state=delivered')).messages;
    expect(delivered.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
  });

  it('goes on where a page ended', async () => {
    for (const name of ['a', 'b', 'c']) await teller.record(`${name}@example.com`);
    const first = await page('?state=pending&limit=2');
    const second = await page(`?state=pending&limit=2&before=${first.next}`);
    expect([first.messages.length, second.messages.length, second.next]).toEqual([2, 1, null]);
    const ids = [...first.messages, ...second.messages].map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it.each(['?state=lost', '?limit=0', '?limit=201', '?before=x', "?before=1.msg_'"])(
    'refuses %s',
    async (query) => {
      expect((await admin().get(`${path}/messages${query}`)).status).toBe(400);
    },
  );
});

describe('a dead message', () => {
  it('is listed, and sent again with its id and a new signature', async () => {
    await teller.record('a@example.com');
    await letDie();
    const [dead] = (await page()).messages;
    expect(dead!.state).toBe('dead');
    await receiver.answers({ status: 204 });
    await admin().put(path, { url: receiver.url, types: ['contact.objected'] });
    const resent = await admin().post(`${path}/messages/${dead!.id}/resend`, {});
    expect([resent.status, resent.body]).toEqual([200, { resent: 1 }]);
    expect(await teller.deliver(hour)).toBe(1);
    const last = (await receiver.got()).at(-1)!;
    expect([last.id, (await page()).messages]).toEqual([dead!.id, []]);
    const { tries } = await teller.messageOf(receiver.id, dead!.id);
    expect(tries).toHaveLength(11);
  });

  it('is sent again with all the others at once', async () => {
    for (const name of ['a', 'b']) await teller.record(`${name}@example.com`);
    await receiver.answers({ status: 500 });
    for (let attempt = 0; attempt < 25; attempt++) await teller.deliver(25 * hour);
    await admin().put(path, { url: receiver.url, types: ['contact.objected'] });
    const dead = (await page()).messages.length;
    expect(dead).toBeGreaterThan(0);
    expect((await admin().post(`${path}/resend-dead`, {})).body).toEqual({ resent: dead });
    expect((await admin().post(`${path}/resend-dead`, {})).body).toEqual({ resent: 0 });
    await receiver.answers({ status: 204 });
    await teller.deliver(hour);
    await teller.deliver(hour);
    expect((await page('?state=delivered')).messages).toHaveLength(2);
  });
});

describe('POST /webhooks/:id/test', () => {
  it('sends a message that says nothing but that it is one', async () => {
    const { body } = await admin().post<{ id: string }>(`${path}/test`, {});
    expect(await teller.deliver()).toBe(1);
    const [got] = await receiver.got();
    expect(got).toMatchObject({ id: body.id, body: { type: 'webhook.test', data: {} } });
    expect(verified(got!, receiver.secret)).toEqual(got!.body);
  });
});

describe('what is not there', () => {
  it('is not found: another webhook’s message, another organisation’s, none', async () => {
    await teller.record('a@example.com');
    const [{ id }] = (await page('?state=pending')).messages as [Message];
    const other = await newReceiver(teller.organisation, ['contact.erased']);
    const theirs = (await newOrganisation()).as('admin');
    const answers = await Promise.all([
      admin().get<Refused>(`/webhooks/${other.id}/messages/${id}`),
      admin().post<Refused>(`/webhooks/${other.id}/messages/${id}/resend`, {}),
      admin().get<Refused>(`${path}/messages/msg_none`),
      admin().post<Refused>('/webhooks/whk_none/test', {}),
      admin().post<Refused>('/webhooks/whk_none/resend-dead', {}),
      theirs.get<Refused>(`${path}/messages`),
      theirs.get<Refused>(`${path}/messages/${id}`),
      theirs.post<Refused>(`${path}/messages/${id}/resend`, {}),
      theirs.post<Refused>(`${path}/test`, {}),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.error.code).toMatch(/^webhooks\./);
    }
    expect((await page('?state=pending')).messages).toHaveLength(1);
  });
});
