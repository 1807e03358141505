import { beforeAll, describe, expect, it } from 'vitest';
import { answerAt } from '../support/outside-client.ts';
import type { Connected } from './connected.ts';
import { connect, countsOf, eventsOf, post, send, unreadOf } from './connected.ts';
import { base64, hmac } from './deliveries.ts';
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

describe('a list', () => {
  const left = sendgrid('group_unsubscribe', 'jane@example.com', { asm_group_id: 7 });
  const back = sendgrid('group_resubscribe', 'jane@example.com', {
    asm_group_id: 7,
    timestamp: seconds + 10,
  });

  it('whose purpose is known stops that purpose, and the person who comes back lifts that', async () => {
    const to = await connect('sendgrid', { ...senders.sendgrid.given, lists: { 7: 'newsletter' } });
    await send(to, senders.sendgrid, JSON.stringify([left]));
    expect(await eventsOf(to)).toMatchObject([{ type: 'withdrawn', purpose: 'newsletter' }]);
    await send(to, senders.sendgrid, JSON.stringify([back]));
    expect((await eventsOf(to))[1]).toMatchObject({
      type: 'lifted',
      purpose: 'newsletter',
      method: 'preference-page',
    });
  });

  it.each([[{}], [{ 8: 'newsletter' }], [{ 7: 'direct-marketing' }]])(
    'as in %j stops all marketing, and coming back to it lifts nothing',
    async (lists) => {
      const to = await connect('sendgrid', { ...senders.sendgrid.given, lists });
      await send(to, senders.sendgrid, JSON.stringify([left, back]));
      expect(await eventsOf(to)).toMatchObject([
        { type: 'withdrawn', purpose: 'direct-marketing' },
      ]);
      expect(await countsOf(to)).toContainEqual(
        expect.objectContaining({ outcome: 'kept', event: 'group_resubscribe' }),
      );
    },
  );

  it('that is told another purpose between two tries counts for both', async () => {
    const to = await connect('sendgrid', senders.sendgrid.given);
    await send(to, senders.sendgrid, JSON.stringify([left]));
    expect((await change(to, { lists: { 7: 'newsletter' } })).status).toBe(200);
    expect((await send(to, senders.sendgrid, JSON.stringify([left]))).status).toBe(200);
    expect((await eventsOf(to)).map(({ purpose }) => purpose)).toEqual([
      'direct-marketing',
      'newsletter',
    ]);
  });
});

describe('reports from HubSpot', () => {
  const contacts = 'https://api.hubapi.com/crm/v3/objects/contacts/batch/read';
  const secrets = { clientSecret: 's', accessToken: 't' };
  const optOut = JSON.stringify([
    {
      eventId: 1,
      subscriptionType: 'contact.propertyChange',
      objectId: 51,
      occurredAt: Date.now() - 60_000,
      propertyName: 'hs_email_optout',
      propertyValue: 'true',
    },
  ]);
  const sendTo = async (to: Connected) => {
    const at = String(Date.now());
    const signature = await hmac('SHA-256', 's', `POST${to.address}${optOut}${at}`);
    const headers = {
      'X-HubSpot-Signature-v3': base64(signature),
      'X-HubSpot-Request-Timestamp': at,
    };
    return post({ url: to.address, body: optOut, headers });
  };

  it('are recorded for the address that HubSpot has', async () => {
    const to = await connect('hubspot', { secrets });
    await answerAt(contacts, {
      body: '{"results":[{"id":"51","properties":{"email":"jane@example.com"}}]}',
    });
    expect(await sendTo(to)).toMatchObject({ recorded: 1, unread: 0 });
    expect(await eventsOf(to)).toMatchObject([{ type: 'objected', purpose: 'direct-marketing' }]);
  });

  it('are asked for again while HubSpot does not say whose they are', async () => {
    const to = await connect('hubspot', { secrets });
    await answerAt(contacts, { status: 500 });
    const { status, error } = await sendTo(to);
    expect([status, error!.code]).toEqual([503, 'hooks.later']);
    expect(await countsOf(to)).toMatchObject([{ outcome: 'later', count: 1 }]);
  });

  it('are reported once when there is no token to ask with', async () => {
    const to = await connect('hubspot', { secrets: { clientSecret: 's' } });
    for (let round = 0; round < 2; round++)
      expect(await sendTo(to)).toMatchObject({ recorded: 0, unread: 1 });
    expect(await unreadOf(to)).toMatchObject([
      { reason: 'no-address', says: expect.stringContaining('access token') },
    ]);
  });
});
