import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { connect, countsOf, eventsOf, post, send, unreadOf } from './connected.ts';
import { newSenders } from './senders.ts';

let senders: Awaited<ReturnType<typeof newSenders>>;
beforeAll(async () => {
  senders = await newSenders();
});

const change = (to: Connected, body: object) =>
  to.organisation.as('admin').put(`/providers/${to.id}`, { name: 'Ours', ...body });
const seconds = Math.floor(Date.now() / 1000) - 60;
const sendgrid = (name: string, email: string, more: object = {}) => ({
  event: name,
  email,
  timestamp: seconds,
  sg_event_id: `${name} ${email}`,
  ...more,
});

describe('a batch', () => {
  it('of thousands is recorded whole, and counts once when it comes again', async () => {
    const to = await connect('sendgrid', senders.sendgrid.given);
    const batch = JSON.stringify(
      Array.from({ length: 1200 }, (_, n) => sendgrid('unsubscribe', `p${n}@example.com`)),
    );
    for (let round = 0; round < 2; round++)
      expect(await send(to, senders.sendgrid, batch)).toMatchObject({ recorded: 1200, unread: 0 });
    expect(await eventsOf(to)).toHaveLength(1200);
  });

  it('with bad events in it gives the good ones their effect, and reports the others', async () => {
    const to = await connect('sendgrid', senders.sendgrid.given);
    const batch = [
      sendgrid('bounce', 'a@example.com'),
      sendgrid('unsubscribe', 'no address'),
      { event: 1 },
      sendgrid('delivered', 'b@example.com'),
      sendgrid('spamreport', 'c@example.com'),
    ];
    expect(await send(to, senders.sendgrid, JSON.stringify(batch))).toMatchObject({
      recorded: 2,
      unread: 2,
    });
    expect((await eventsOf(to)).map(({ type }) => type)).toEqual(['bounced', 'complained']);
    expect((await unreadOf(to)).map(({ reason }) => reason).sort()).toEqual(['address', 'form']);
    expect(await countsOf(to)).toMatchObject([
      { outcome: 'other', event: 'delivered', count: 1 },
      { outcome: 'recorded', event: 'bounced', count: 1 },
      { outcome: 'recorded', event: 'complained', count: 1 },
      { outcome: 'unread', event: 'event', count: 1 },
      { outcome: 'unread', event: 'unsubscribe', count: 1 },
    ]);
  });
});

describe('a token of Mailgun', () => {
  it('lets in the body that it came with first, again and again, and no other', async () => {
    const to = await connect('mailgun', senders.mailgun.given);
    const sent = await senders.mailgun.sign(senders.mailgun.no('jane@example.com', Date.now()), {
      ...to,
      at: Date.now(),
    });
    const forged = sent.body.replace('jane', 'joey');
    for (let round = 0; round < 2; round++) expect((await post(sent)).status).toBe(200);
    const { status, error } = await post({ ...sent, body: forged });
    expect([status, error!.code]).toEqual([401, 'hooks.replayed']);
    expect(await eventsOf(to)).toHaveLength(1);
  });

  it('lets in one of many that come with it at the same moment', async () => {
    const to = await connect('mailgun', senders.mailgun.given);
    const sent = await senders.mailgun.sign(senders.mailgun.no('p0@example.com', Date.now()), {
      ...to,
      at: Date.now(),
    });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        post({ ...sent, body: sent.body.replace('p0', `p${n}`) }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await eventsOf(to)).toHaveLength(1);
  });
});

describe('a connection without its keys', () => {
  it.each([
    ['sendgrid', 503],
    ['mailgun', 503],
    ['mandrill', 503],
    ['resend', 503],
    ['ses', 503],
  ] as const)('to %s asks for everything again later, with %i', async (name, status) => {
    const to = await connect(name);
    const sender = senders[name];
    const at = Date.now();
    const sent = await sender.sign(sender.no('jane@example.com', at), {
      ...to,
      keys: sender.otherKeys,
      at,
    });
    const answer = await post(sent);
    expect([answer.status, answer.error!.code]).toEqual([status, 'hooks.not-ready']);
    expect(await eventsOf(to)).toEqual([]);
    expect((await change(to, sender.given)).status).toBe(200);
    const { secrets = {} } = sender.given as { secrets?: Record<string, string> };
    const again = await send(to, sender, sender.no('jane@example.com', at), { keys: secrets });
    expect(again).toMatchObject({ recorded: 1, unread: 0 });
  });
});

describe('what is kept', () => {
  it('holds no address and no key in the clear, whatever came', async () => {
    const to = await connect('sendgrid', senders.sendgrid.given);
    const words = [
      'jane.unique@example.com',
      'unsub-of-jane.unique@example.com',
      'jane.unique said no',
    ];
    const batch = [
      sendgrid('unsubscribe', words[0]!),
      sendgrid(words[1]!, words[0]!),
      sendgrid('dropped', words[0]!, { reason: words[1] }),
      sendgrid('unsubscribe', words[2]!),
      { event: words },
    ];
    await send(to, senders.sendgrid, JSON.stringify(batch));
    const tables = [
      'events',
      'hook_counts',
      'hook_unread',
      'hook_tokens',
      'provider_connections',
      'audit',
    ];
    for (const table of tables) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      const text = JSON.stringify(results, (_, value: unknown) =>
        value instanceof ArrayBuffer || (Array.isArray(value) && typeof value[0] === 'number')
          ? String.fromCharCode(...new Uint8Array(value as ArrayBuffer))
          : value,
      );
      expect(text, table).not.toContain('jane.unique');
      const { publicKey } = (senders.sendgrid.given as { secrets: { publicKey: string } }).secrets;
      expect(text, table).not.toContain(publicKey);
    }
  });
});
