import { describe, expect, it } from 'vitest';
import { mandrill } from '../../../worker/hooks/mandrill.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import {
  base64,
  connection,
  delivery,
  hmac,
  hostile,
  malformed,
  now,
  seconds,
} from './deliveries.ts';

const webhookKey = 'wJ0m2KqJ3Zs5dB5pFhTqYg';
const ours = connection({ secrets: { webhookKey } });
const url = 'https://heed.example/api/v1/hooks/mandrill/abc';

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const batch = (...events: unknown[]) => form({ mandrill_events: JSON.stringify(events) });

async function sign(fields: Record<string, string>, { key = webhookKey, at = url } = {}) {
  const sorted = Object.keys(fields).sort();
  const text = at + sorted.map((name) => name + fields[name]).join('');
  return { 'X-Mandrill-Signature': base64(await hmac('SHA-1', key, text)) };
}

const fields = { mandrill_events: '[{"event":"spam","msg":{"email":"jöe+ü@example.com"}}]' };
const verify = (body: string, headers: Record<string, string>, at = url) =>
  mandrill.verify(delivery({ body, headers, url: at }), ours);

describe('a delivery from Mandrill', () => {
  it('is known by an HMAC that openssl makes alike', async () => {
    // printf '%s' 'https://example.com/webhookmandrill_events[{}]' | openssl dgst -sha1 -hmac 'a key' -binary | base64
    const sent = delivery({
      body: 'mandrill_events=%5B%7B%7D%5D',
      headers: { 'X-Mandrill-Signature': 'FRcE24yUoYYxhAVnmE3hZClfuME=' },
      url: 'https://example.com/webhook',
    });
    const theirs = connection({ secrets: { webhookKey: 'a key' } });
    expect(await mandrill.verify(sent, theirs)).toEqual({});
  });

  it('is known by its address and fields, in the order of their names', async () => {
    const more = { ...fields, a: '1', z: 'ü & =', mandrill: '2' };
    expect(await verify(form(more), await sign(more))).toEqual({});
  });

  it('is refused when a field was changed, added or left out', async () => {
    const headers = await sign(fields);
    for (const changed of [
      form({ mandrill_events: fields.mandrill_events.replace('spam', 'send') }),
      form({ ...fields, more: '1' }),
      form({}),
    ])
      expect(await verify(changed, headers)).toEqual({ refused: 'wrong' });
  });

  it('is refused with another key, or when it was sent to another address', async () => {
    expect(await verify(form(fields), await sign(fields, { key: 'another' }))).toEqual({
      refused: 'wrong',
    });
    expect(await verify(form(fields), await sign(fields), `${url}/`)).toEqual({ refused: 'wrong' });
  });

  it('is refused without a signature, or with one that is none', async () => {
    expect(await verify(form(fields), {})).toEqual({ refused: 'missing' });
    for (const broken of ['!', 'AAAA'])
      expect(await verify(form(fields), { 'X-Mandrill-Signature': broken })).toEqual({
        refused: 'wrong',
      });
  });

  it('is answered when Mandrill only tries the address, before there is a key', async () => {
    const headers = await sign({ mandrill_events: '[]' }, { key: 'test-webhook' });
    const trial = delivery({ body: 'mandrill_events=%5B%5D', headers, url });
    expect(await mandrill.verify(trial, connection())).toEqual({});
    const { notices, unread, others } = await mandrill.read(trial, connection());
    expect([notices, unread, others]).toEqual([[], [], []]);
  });

  it('is not let in by a trial that says more than nothing', async () => {
    for (const body of [
      'mandrill_events=[]&mandrill_events=[{}]',
      'mandrill_events=[]&a=1',
      'mandrill_events=[ ]',
    ])
      expect(await verify(body, {})).toEqual({ refused: 'missing' });
  });
});

const read = (...events: unknown[]) => mandrill.read(delivery({ body: batch(...events) }), ours);
const message = (event: string) => ({
  event,
  _id: 'e1',
  ts: seconds,
  msg: { email: 'jane@example.com' },
});
const denied = (reason: string, more: object = {}) => ({
  type: 'blacklist',
  action: 'add',
  ts: seconds,
  reject: { email: 'jane@example.com', reason },
  ...more,
});

describe('what Mandrill says', () => {
  it.each([
    [message('hard_bounce'), 'bounced'],
    [message('spam'), 'complained'],
    [message('unsub'), 'objected'],
    [message('reject'), 'suppressed'],
    [denied('hard-bounce'), 'bounced'],
    [denied('spam'), 'complained'],
    [denied('unsub', { type: 'denylist', action: 'change' }), 'objected'],
    [denied('custom'), 'suppressed'],
  ])('by %j is read as %s', async (event, says) => {
    const { notices } = await read(event);
    expect(notices).toMatchObject([{ says, address: 'jane@example.com', at: now }]);
  });

  it.each([
    message('send'),
    message('soft_bounce'),
    denied('soft-bounce'),
    denied('unsub', { action: 'remove' }),
    denied('', { type: 'whitelist' }),
  ])('by %j is about nobody’s wish', async (event) => {
    const { notices, unread, others } = await read(event);
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it('of an address on its list for a reason that is new is not passed over', async () => {
    const { unread } = await read(denied('brand-new'));
    expect(unread).toMatchObject([{ event: 'denylist brand-new', reason: 'unknown-event' }]);
  });

  it('comes in batches, of which one bad event spoils no other', async () => {
    const { notices, unread } = await read(message('spam'), 7, { event: [] }, {}, message('unsub'));
    expect(notices.map(({ says }) => says)).toEqual(['complained', 'objected']);
    expect(unread.map(({ reason }) => reason)).toEqual(['form', 'form', 'form']);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    const { notices, unread, others } = await read(
      { ...message(text), _id: text },
      { type: text, action: text, reject: { email: text, reason: text } },
      { ...message('spam'), msg: { email: text }, ts: text },
    );
    expect(notices.length + unread.length + others.length).toBe(3);
  });

  it.each([...malformed, 'mandrill_events=1', 'mandrill_events='])('is no event: %j', (text) => {
    expect(() => mandrill.read(delivery({ body: text }), ours)).toThrow(Malformed);
  });
});
