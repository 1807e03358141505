import { describe, expect, it } from 'vitest';
import { mailgun } from '../../../worker/hooks/mailgun.ts';
import { Malformed } from '../../../worker/hooks/provider.ts';
import { connection, delivery, hex, hmac, hostile, malformed, now, seconds } from './deliveries.ts';

const signingKey = 'key-3ax6xnjp29jd6fds4gc373sgvjxteol0';
const ours = connection({ secrets: { signingKey } });
const hours = 3_600_000;

async function body(data: object, { token = 't'.repeat(50), at = seconds, key = signingKey } = {}) {
  const signature = hex(await hmac('SHA-256', key, `${at}${token}`));
  const signed = { timestamp: String(at), token, signature };
  return JSON.stringify({ signature: signed, 'event-data': data });
}

const event = (name: string, more: object = {}) => ({
  event: name,
  id: 'e1',
  recipient: 'jane@example.com',
  timestamp: seconds + 0.25,
  ...more,
});
const verify = async (text: string, at = now) =>
  mailgun.verify(delivery({ body: text, now: at }), ours);

describe('a delivery from Mailgun', () => {
  it('is known by an HMAC over its time and token, and the token is to come once', async () => {
    const token = 'a'.repeat(50);
    const text = await body(event('complained'), { token });
    expect(await verify(text)).toEqual({ once: { token, until: now + 9 * hours } });
  });

  it('is refused with another key, time or token', async () => {
    expect(await verify(await body(event('complained'), { key: 'another' }))).toEqual({
      refused: 'wrong',
    });
    const text = await body(event('complained'));
    expect(await verify(text.replace(`"${seconds}"`, `"${seconds + 1}"`))).toEqual({
      refused: 'wrong',
    });
    expect(await verify(text.replace('ttt', 'uuu'))).toEqual({ refused: 'wrong' });
  });

  it('is refused when no key is set: an empty one proves nothing', async () => {
    const sent = delivery({ body: await body(event('complained'), { key: ' ' }) });
    expect(await mailgun.verify(sent, connection())).toEqual({ refused: 'wrong' });
  });

  it('is taken from a subaccount by the signature of its parent', async () => {
    const sent = JSON.parse(await body(event('complained'))) as {
      signature: { signature: string };
    };
    const parent = sent.signature.signature;
    const { signature } = sent;
    const withParent = {
      ...sent,
      signature: { ...signature, signature: '0'.repeat(64), 'parent-signature': parent },
    };
    expect(await verify(JSON.stringify(withParent))).toHaveProperty('once');
  });

  it('is taken for as long as Mailgun tries again, and no longer', async () => {
    const text = await body(event('complained'));
    expect(await verify(text, now + 8 * hours)).toHaveProperty('once');
    expect(await verify(text, now + 10 * hours)).toEqual({ refused: 'old' });
    expect(await verify(text, now - hours)).toEqual({ refused: 'old' });
  });

  it.each([1, 2, 3])('is refused where %i characters of its token count as its time', async (n) => {
    // A token that so becomes another one would let another body come with the same signature.
    const token = `e00${'a'.repeat(47)}`;
    const text = await body(event('complained'), { token });
    const moved = text.replace(`"${seconds}"`, `"${seconds}${token.slice(0, n)}"`);
    expect(await verify(moved.replace(`"${token}"`, `"${token.slice(n)}"`))).toEqual({
      refused: 'missing',
    });
  });

  it.each(['not hex', '00', 'g'.repeat(64), ''])(
    'is refused with the signature %j',
    async (signature) => {
      const text = await body(event('complained'));
      expect(
        await verify(text.replace(/"signature":"[0-9a-f]{64}"/, `"signature":"${signature}"`)),
      ).toEqual({
        refused: 'wrong',
      });
    },
  );

  it.each([
    {},
    { signature: 1 },
    { signature: { token: 'x' } },
    { signature: { token: '', timestamp: '1', signature: '' } },
  ])('is refused without what is to be checked: %j', async (text) => {
    expect(await verify(JSON.stringify(text))).toEqual({ refused: 'missing' });
  });

  it.each(['', '{', '\u0000'])('is not %j', async (text) => {
    await expect(verify(text)).rejects.toThrow(Malformed);
  });
});

const read = async (data: object) => mailgun.read(delivery({ body: await body(data) }), ours);

describe('what Mailgun says', () => {
  it.each([
    ['complained', {}, 'complained'],
    ['unsubscribed', {}, 'objected'],
    ['unsubscribed', { 'mailing-list': { address: 'news@lists.example' } }, 'withdrawn'],
    ['failed', { severity: 'permanent' }, 'bounced'],
    ['failed', { severity: 'permanent', reason: 'bounce' }, 'bounced'],
    ['failed', { severity: 'permanent', reason: 'something new' }, 'bounced'],
    ['failed', { severity: 'permanent', reason: 'suppress-bounce' }, 'bounced'],
    ['failed', { severity: 'permanent', reason: 'suppress-unsubscribe' }, 'suppressed'],
    ['failed', { severity: 'permanent', reason: 'suppress-complaint' }, 'suppressed'],
  ])('by %s %j is read as %s', async (name, more, says) => {
    const { notices } = await read(event(name, more));
    expect(notices).toMatchObject([{ says, address: 'jane@example.com', at: now + 250 }]);
  });

  it('about a mailing list names the list', async () => {
    const list = 'news@lists.example';
    const { notices } = await read(event('unsubscribed', { 'mailing-list': { address: list } }));
    expect(notices[0]!.list).toBe(list);
  });

  it.each([
    ['failed', { severity: 'temporary' }],
    ['failed', { severity: 'permanent', reason: 'old' }],
    ['failed', { severity: 'permanent', reason: 'espblock' }],
    ['delivered', {}],
    ['newthing', {}],
  ])('by %s %j is about nobody’s wish', async (name, more) => {
    const { notices, unread, others } = await read(event(name, more));
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
  });

  it('is told from the next day’s event of the same id', async () => {
    const [first, second] = await Promise.all(
      [seconds, seconds + 86_400].map((timestamp) => read(event('complained', { timestamp }))),
    );
    expect(first!.notices[0]!.id).not.toBe(second!.notices[0]!.id);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    const { notices, unread, others } = await read(
      event(text, { recipient: text, severity: text, reason: text, id: text }),
    );
    expect(notices.length + unread.length + others.length).toBe(1);
  });

  it.each([...malformed, '{"event-data":1}', '{}'])('is no event: %j', (text) => {
    expect(() => mailgun.read(delivery({ body: text }), ours)).toThrow(Malformed);
  });
});
