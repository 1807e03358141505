import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../../worker/app.ts';
import { hostile } from '../hooks/deliveries.ts';
import type { Connected } from '../hooks/connected.ts';
import { connect, countsOf, eventsOf, post, send as sendTo, unreadOf } from '../hooks/connected.ts';
import type { Sender } from '../hooks/senders.ts';
import { newSenders } from '../hooks/senders.ts';
import { ask } from '../support/samples.ts';

const names = [
  'ses',
  'sendgrid',
  'postmark',
  'mailgun',
  'mandrill',
  'mailchimp',
  'resend',
  'brevo',
] as const;
const hour = 3_600_000;
let senders: Awaited<ReturnType<typeof newSenders>>;
beforeAll(async () => {
  senders = await newSenders();
});

/** Signed, it would be the same again; unsigned, it may have been cut on its way. */
const statusOfBroken = ({ signsBody, refusal }: Sender) =>
  signsBody ? 200 : refusal === 429 ? 429 : 400;

describe.each(names)('reports from %s', (name) => {
  let sender: Sender;
  let to: Connected;
  const at = Date.now() - 60_000;
  const send = (email: string, how: object = {}) => sendTo(to, sender, sender.no(email, at), how);

  beforeAll(async () => {
    sender = senders[name];
    to = await connect(name, sender.given);
  });

  it('are recorded, with the provider’s own time, and the next check knows', async () => {
    expect(await send('jane@example.com')).toEqual({ status: 200, recorded: 1, unread: 0 });
    const [event] = await eventsOf(to);
    expect(event).toMatchObject({
      type: sender.type,
      channel: 'email',
      method: 'provider-webhook',
      recordedBy: to.id,
    });
    expect(Math.abs(event!.occurredAt - at)).toBeLessThan(1000);
    const checked = await to.organisation.as('rep').post('/check', ask('jane@example.com'));
    expect(checked.body.verdict).toBe('block');
  });

  it('count once, however often they come', async () => {
    const before = (await eventsOf(to)).length;
    for (let round = 0; round < 3; round++)
      expect((await send('twice@example.com')).status).toBe(200);
    expect((await eventsOf(to)).length).toBe(before + 1);
    const sent = await sender.sign(sender.no('twice@example.com', at), { ...to, at: Date.now() });
    for (const answer of await Promise.all([post(sent), post(sent), post(sent)]))
      expect(answer.status).toBe(200);
    expect((await eventsOf(to)).length).toBe(before + 1);
  });

  it('are refused with another key, recorded nowhere, and the administrator sees it', async () => {
    const before = (await eventsOf(to)).length;
    const answer = await send('wrong@example.com', { keys: sender.otherKeys });
    expect([answer.status, answer.error!.code]).toEqual([sender.refusal, 'hooks.wrong']);
    expect(JSON.stringify(answer)).not.toContain('wrong@');
    expect((await eventsOf(to)).length).toBe(before);
    expect(await countsOf(to)).toContainEqual(
      expect.objectContaining({ outcome: 'refused', event: 'wrong' }),
    );
  });

  it('are refused without any proof', async () => {
    const { body } = await sender.sign(sender.no('none@example.com', at), { ...to, at });
    const bare = {
      url: to.address,
      body: name === 'mailgun' ? '{}' : body.replace(/"Signature.*/, '"x":1}'),
      headers: {},
    };
    expect((await post(bare)).status).toBe(sender.refusal);
  });

  it('are refused when somebody changed them on the way', async () => {
    if (!sender.signsBody) return expect(sender.signsBody).toBe(false);
    const sent = await sender.sign(sender.no('jane@example.com', at), { ...to, at: Date.now() });
    const body = sent.body.replace('jane', 'joey');
    expect(body).not.toBe(sent.body);
    expect((await post({ ...sent, body })).error!.code).toBe('hooks.wrong');
  });

  it('are refused when they were signed long ago', async () => {
    if (!sender.signsTime) return expect(sender.signsTime).toBe(false);
    const { status, error } = await send('old@example.com', { at: Date.now() - 30 * hour });
    expect([status, error!.code]).toEqual([sender.refusal, 'hooks.old']);
  });

  it('prove nothing at another organisation’s address, nor at another provider’s', async () => {
    const theirs = await connect(
      name,
      name === 'ses'
        ? { topicArn: 'arn:aws:sns:eu-west-1:999999999999:other' }
        : { secrets: sender.given && 'secrets' in sender.given ? sender.otherKeys : {} },
    );
    const sent = await sender.sign(sender.no('theirs@example.com', at), {
      ...to,
      address: theirs.address,
      at: Date.now(),
    });
    expect((await post(sent)).status).toBe(sender.refusal);
    expect(await eventsOf(theirs)).toEqual([]);
    const elsewhere = to.address.replace(`/${name}/`, name === 'ses' ? '/brevo/' : '/ses/');
    expect((await post({ ...sent, url: elsewhere })).status).toBe(404);
  });

  it.each(['not an address', '', 'a@b@c', 'jane@example'])(
    'that name %j instead of an address are reported, with nothing of it, and never mended',
    async (email) => {
      const before = (await eventsOf(to)).length;
      expect(await send(email)).toEqual({ status: 200, recorded: 0, unread: 1 });
      const [latest] = await unreadOf(to);
      expect(latest!.reason).toBe(email === '' ? 'no-address' : 'address');
      expect((await eventsOf(to)).length).toBe(before);
    },
  );

  it.each(hostile)('may hold anything: %s', async (text) => {
    expect(await send(text)).toMatchObject({ status: 200, recorded: 0 });
  });

  it('without the form of the provider are reported once, and kept nowhere', async () => {
    const before = (await unreadOf(to)).length;
    const broken =
      name === 'mailchimp'
        ? 'no=form'
        : name === 'mandrill'
          ? 'mandrill_events={'
          : '{"secret-word":';
    const when = Date.now();
    for (let round = 0; round < 2; round++) {
      const sent = await sender.sign(name === 'mailgun' ? '7' : broken, { ...to, at: when });
      expect((await post(sent)).status).toBe(statusOfBroken(sender));
    }
    // Mailgun's body holds a new token each time.
    expect((await unreadOf(to)).length).toBe(before + (name === 'mailgun' ? 2 : 1));
    expect((await unreadOf(to))[0]).toMatchObject({ event: 'body', reason: 'form' });
  });

  it('over 8 MiB are refused, and a batch of 2 MiB is not', async () => {
    const padded = (bytes: number) =>
      sender.sign(sender.no('big@example.com', at) + ' '.repeat(bytes), { ...to, at: Date.now() });
    const huge = await padded(8 * 1024 * 1024);
    expect((await post(huge)).status).toBe(413);
    const stream = new Blob([huge.body]).stream();
    const streamed = await app.request(
      huge.url,
      { method: 'POST', body: stream, headers: huge.headers },
      env,
    );
    expect(streamed.status).toBe(413);
    expect((await post(await padded(2 * 1024 * 1024))).status).not.toBe(413);
  });

  it('are answered, when the provider only tries the address, without changing anything', async () => {
    const { url } = await sender.sign('', { ...to, at });
    for (const method of ['GET', 'HEAD']) {
      const response = await app.request(url, { method }, env);
      expect(response.status).toBe(200);
    }
    expect((await app.request(`${to.address}x`, {}, env)).status).toBe(404);
  });
});
