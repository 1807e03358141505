import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { newReceiver, verified } from './receiver.ts';
import type { Teller } from './teller.ts';
import { hour, minute, newTeller } from './teller.ts';

let teller: Teller;
beforeEach(async () => {
  teller = await newTeller();
});
const deliver = (later?: number) => teller.deliver(later);
const record: Teller['record'] = (value, more) => teller.record(value, more);

describe('a message that is not taken', () => {
  it.each([
    [{ status: 500 }, { status: 500, failure: null }],
    [{ status: 404 }, { status: 404, failure: null }],
    [
      { status: 302, headers: { location: 'https://elsewhere.receiver.com/' } },
      { status: 302, failure: null },
    ],
  ])(
    'because of %j is tried again with the same id and body, and then delivered',
    async (answer, says) => {
      const receiver = await newReceiver(teller.organisation, ['contact.objected']);
      await receiver.answers(answer, { status: 200, body: 'thanks' });
      await record('jane@example.com');
      expect(await deliver()).toBe(1);
      expect(await deliver(4000)).toBe(0);
      expect(await deliver(1000)).toBe(1);
      expect(await deliver(hour)).toBe(0);
      const [first, second] = await receiver.got();
      expect([second!.id, second!.text]).toEqual([first!.id, first!.text]);
      for (const each of [first!, second!]) verified(each, receiver.secret);
      expect(await teller.messageOf(receiver.id, first!.id)).toMatchObject({
        state: 'delivered',
        attempts: 2,
        tries: [says, { status: 200, failure: null }],
      });
    },
  );

  it('is dead after ten attempts in three days, and its webhook switched off', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await receiver.answers({ status: 500 });
    await record('jane@example.com');
    const waits = [
      0,
      5000,
      5 * minute,
      30 * minute,
      ...[2, 5, 10, 14, 20, 24].map((n) => n * hour),
    ];
    for (const wait of waits) expect(await deliver(wait)).toBe(1);
    expect(await deliver(48 * hour)).toBe(0);
    const [got] = await receiver.got();
    expect(await teller.messageOf(receiver.id, got!.id)).toMatchObject({
      state: 'dead',
      attempts: 10,
    });
    expect(await teller.endpointOf(receiver.id)).toMatchObject({
      dead: 1,
      pending: 0,
      disabledBecause: 'failing',
    });
  });

  it('waits as long as the receiver wishes', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await receiver.answers({ status: 429, headers: { 'retry-after': '600' } }, { status: 204 });
    await record('jane@example.com');
    await deliver();
    expect(await deliver(9 * minute)).toBe(0);
    expect(await deliver(minute)).toBe(1);
  });

  it('does not keep those for others waiting, nor is its own receiver stormed', async () => {
    const [down, up] = await Promise.all([
      newReceiver(teller.organisation, ['contact.objected']),
      newReceiver(teller.organisation, ['contact.objected']),
    ]);
    await down.answers({ status: 503 });
    for (let n = 0; n < 30; n++) await record(`p${n}@example.com`);
    await deliver();
    expect(await up.got()).toHaveLength(30);
    const first = (await down.got()).length;
    expect(first).toBeLessThanOrEqual(3);
    await deliver(minute);
    expect((await down.got()).length).toBe(first + 1);
    await down.answers({ status: 204 });
    await deliver(minute);
    await deliver(hour);
    const arrived = new Set((await down.got()).map(({ id }) => id));
    expect(arrived.size).toBe(30);
    expect(await teller.endpointOf(down.id)).toMatchObject({ pending: 0, failingSince: null });
  });

  it('because the receiver is gone switches its webhook off at once', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await receiver.answers({ status: 410 });
    await record('jane@example.com');
    await deliver();
    await record('joe@example.com');
    expect(await deliver(48 * hour)).toBe(0);
    expect(await teller.endpointOf(receiver.id)).toMatchObject({
      pending: 1,
      disabledBecause: 'gone',
    });
    const { body } = await teller.organisation.as('admin').get<{ entries: object[] }>('/audit');
    expect(body.entries).toContainEqual(
      expect.objectContaining({ actor: 'heed', action: 'webhook.disabled', target: receiver.id }),
    );
    await receiver.answers({ status: 204 });
    const types = ['contact.objected'];
    await teller.organisation
      .as('admin')
      .put(`/webhooks/${receiver.id}`, { url: receiver.url, types });
    expect(await deliver(1000)).toBe(1);
  });

  it('is not sent to an address that is not allowed any more', async () => {
    const receiver = await newReceiver(teller.organisation, ['contact.objected']);
    await env.DB.prepare("UPDATE webhook_endpoints SET url = 'https://10.0.0.1/' WHERE id = ?")
      .bind(receiver.id)
      .run();
    await record('jane@example.com');
    expect(await deliver()).toBe(1);
    const { body } = await teller.organisation
      .as('admin')
      .get<{ messages: { id: string }[] }>(`/webhooks/${receiver.id}/messages?state=pending`);
    const { tries } = await teller.messageOf(receiver.id, body.messages[0]!.id);
    expect(tries).toMatchObject([{ status: null, failure: 'address' }]);
  });
});
