import { afterEach, describe, expect, it } from 'vitest';
import { hubspot } from '../../../worker/hooks/hubspot.ts';
import { Later, Malformed } from '../../../worker/hooks/provider.ts';
import { answerAt, requestsAt } from '../support/outside-client.ts';
import { base64, connection, delivery, hmac, hostile, malformed, now } from './deliveries.ts';

const clientSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const ours = connection({ secrets: { clientSecret, accessToken: 'pat-eu1-token' } });
const url = 'https://heed.example/api/v1/hooks/hubspot/abc';
const contacts = 'https://api.hubapi.com/crm/v3/objects/contacts/batch/read';
const minutes = 60_000;

async function sign(body: string, { at = now, to = url, key = clientSecret } = {}) {
  return {
    'X-HubSpot-Signature-v3': base64(await hmac('SHA-256', key, `POST${to}${body}${at}`)),
    'X-HubSpot-Request-Timestamp': String(at),
  };
}
const verify = (body: string, headers: Record<string, string>, { at = now, to = url } = {}) =>
  hubspot.verify(delivery({ body, headers, now: at, url: to }), ours);

describe('a delivery from HubSpot', () => {
  const body = '[{"eventId":1}]';

  it('is known by an HMAC that openssl makes alike', async () => {
    // printf '%s' 'POSThttps://example.com/hook[]1777798800000' | openssl dgst -sha256 -hmac 'a secret' -binary | base64
    const sent = delivery({
      body: '[]',
      headers: {
        'X-HubSpot-Signature-v3': 'zB3RWfxh76SyHPAG+btvU/yWBBVYKnUvWUDlVvdT4oE=',
        'X-HubSpot-Request-Timestamp': '1777798800000',
      },
      url: 'https://example.com/hook',
      now: 1_777_798_800_000,
    });
    const theirs = connection({ secrets: { clientSecret: 'a secret' } });
    expect(await hubspot.verify(sent, theirs)).toEqual({});
  });

  it('is known by method, address, body and time', async () => {
    expect(await verify(body, await sign(body))).toEqual({});
  });

  it('is signed over an address in which twelve characters are written plainly, and no others', async () => {
    const sent = `${url}?a=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B&b=%20%26%25&c=%2f`;
    const to = `${url}?a=:/?@!$'()*,;&b=%20%26%25&c=/`;
    expect(await verify(body, await sign(body, { to }), { to: sent })).toEqual({});
    expect(await verify(body, await sign(body, { to: sent }), { to: sent })).toEqual({
      refused: 'wrong',
    });
  });

  it('is refused when its body or time was changed, or when it was sent elsewhere', async () => {
    const headers = await sign(body);
    const wrong = { refused: 'wrong' };
    expect(await verify(`${body} `, headers)).toEqual(wrong);
    const later = { ...headers, 'X-HubSpot-Request-Timestamp': String(now + 1) };
    expect(await verify(body, later)).toEqual(wrong);
    expect(await verify(body, headers, { to: `${url}x` })).toEqual(wrong);
  });

  it('is refused with another secret, and with none', async () => {
    const headers = await sign(body, { key: 'another' });
    expect(await verify(body, headers)).toEqual({ refused: 'wrong' });
    const nothing = hubspot.verify(delivery({ body, headers, url }), connection());
    expect(await nothing).toEqual({ refused: 'wrong' });
  });

  it('is refused five minutes after it was signed, or before', async () => {
    const headers = await sign(body);
    expect(await verify(body, headers, { at: now + 4 * minutes })).toEqual({});
    expect(await verify(body, headers, { at: now + 5 * minutes })).toEqual({ refused: 'old' });
    expect(await verify(body, headers, { at: now - 6 * minutes })).toEqual({ refused: 'old' });
  });

  it('is refused without a signature or time; the older signatures, without a time, are not enough', async () => {
    expect(await verify(body, { 'X-HubSpot-Signature': 'ab' })).toEqual({ refused: 'missing' });
    const headers = { ...(await sign(body)), 'X-HubSpot-Request-Timestamp': 'yesterday' };
    expect(await verify(body, headers)).toEqual({ refused: 'missing' });
  });
});

const change = (propertyName: string, propertyValue: string | null, more: object = {}) => ({
  eventId: 100,
  subscriptionType: 'contact.propertyChange',
  objectId: 51,
  occurredAt: now,
  propertyName,
  propertyValue,
  ...more,
});
const read = (events: unknown, to = ours) =>
  Promise.resolve(hubspot.read(delivery({ body: JSON.stringify(events) }), to));
const knows = (...people: [id: string, email: string | null][]) =>
  answerAt(contacts, {
    status: 207,
    body: JSON.stringify({ results: people.map(([id, email]) => ({ id, properties: { email } })) }),
  });

describe('what HubSpot says', () => {
  afterEach(() => answerAt(contacts));

  it.each([
    [change('hs_email_optout', 'true'), 'objected', undefined],
    [change('hs_email_optout_6125111', 'true'), 'withdrawn', '6125111'],
    [change('hs_email_hard_bounce_reason_enum', 'UNKNOWN_USER'), 'bounced', undefined],
    [change('hs_email_bad_address', 'true'), 'bounced', undefined],
    [
      change('hs_email_optout', 'true', {
        subscriptionType: 'object.propertyChange',
        objectTypeId: '0-1',
      }),
      'objected',
      undefined,
    ],
  ])('by %j is read as %s', async (event, says, list) => {
    await knows(['51', 'jane@example.com']);
    const { notices, unread } = await read([event]);
    expect(unread).toEqual([]);
    expect(notices).toEqual([
      expect.objectContaining({ says, address: 'jane@example.com', at: now, list }),
    ]);
  });

  it('names contacts by number, whose addresses are asked for all at once', async () => {
    await knows(['1', 'a@example.com'], ['2', 'b@example.com']);
    const before = (await requestsAt(contacts)).length;
    const { notices } = await read([
      change('hs_email_optout', 'true', { objectId: 1 }),
      change('hs_email_optout', 'true', { objectId: 2 }),
      change('hs_email_optout_7', 'true', { objectId: 1 }),
    ]);
    expect(notices.map(({ address }) => address)).toEqual([
      'a@example.com',
      'b@example.com',
      'a@example.com',
    ]);
    const asked = (await requestsAt(contacts)).slice(before);
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers['authorization']).toBe('Bearer pat-eu1-token');
    expect(JSON.parse(asked[0]!.body)).toEqual({
      properties: ['email'],
      inputs: [{ id: '1' }, { id: '2' }],
    });
  });

  it('asks again for every hundred', async () => {
    await knows();
    const before = (await requestsAt(contacts)).length;
    await read(
      Array.from({ length: 101 }, (_, objectId) => change('hs_email_optout', 'true', { objectId })),
    );
    expect((await requestsAt(contacts)).length - before).toBe(2);
  });

  it.each([
    ['there is no access token', connection({ secrets: { clientSecret } }), {}],
    ['the token is refused', ours, { status: 401 }],
    ['the contact is gone', ours, { body: '{"results":[]}' }],
    [
      'the contact has no address',
      ours,
      { body: '{"results":[{"id":"51","properties":{"email":null}}]}' },
    ],
  ])('has no address when %s, and is left to be reported', async (_, to, answer) => {
    await answerAt(contacts, answer);
    const { notices } = await read([change('hs_email_optout', 'true')], to);
    expect(notices).toMatchObject([{ says: 'objected', address: '' }]);
  });

  it.each([
    [{ status: 500 }],
    [{ status: 429 }],
    [{ status: 302, headers: { location: 'https://elsewhere.example' } }],
    [{ body: 'no JSON' }],
    [{ body: '{"results":[{"id":1}]}' }],
  ])('is asked for again later when its own answer is %j', async (answer) => {
    await answerAt(contacts, answer);
    await expect(read([change('hs_email_optout', 'true')])).rejects.toThrow(Later);
  });

  it.each([
    change('hs_email_optout', 'false'),
    change('hs_email_optout', ''),
    change('hs_email_optout', null),
    change('firstname', 'Jane'),
    change('', null, { subscriptionType: 'contact.creation' }),
    change('', null, { subscriptionType: 'contact.deletion' }),
    change('', null, { subscriptionType: 'company.deletion' }),
    change('hs_email_optout', 'true', {
      subscriptionType: 'object.propertyChange',
      objectTypeId: '0-3',
    }),
  ])('by %j is about nobody’s wish, lifts nothing, and asks for nobody', async (event) => {
    const before = (await requestsAt(contacts)).length;
    const { notices, unread, others } = await read([event]);
    expect([notices, unread, others.length]).toEqual([[], [], 1]);
    expect((await requestsAt(contacts)).length).toBe(before);
  });

  it('of a contact erased for privacy is left to an administrator', async () => {
    const { unread } = await read([
      change('', null, { subscriptionType: 'contact.privacyDeletion' }),
    ]);
    expect(unread).toMatchObject([{ reason: 'erasure', event: 'privacyDeletion' }]);
  });

  it.each(hostile)('may be anything: %s', async (text) => {
    await answerAt(contacts, { body: '{"results":[]}' });
    const { notices, unread, others } = await read([
      change(text, text, { eventId: text, occurredAt: text }),
      change('hs_email_optout', 'true', { objectId: text }),
      change('x', 'y', { subscriptionType: text, objectTypeId: text }),
    ]);
    expect(notices.length + unread.length + others.length).toBe(3);
  });

  it.each(malformed)('is no event: %j', async (text) => {
    await expect((async () => hubspot.read(delivery({ body: text }), ours))()).rejects.toThrow(
      Malformed,
    );
  });

  it.each([[7], [{}], [{ subscriptionType: 'contact.propertyChange' }]])(
    'without its form is not passed over: %j',
    async (event) => {
      expect((await read([event])).unread).toMatchObject([{ reason: 'form' }]);
    },
  );
});
