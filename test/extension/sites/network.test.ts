import { describe, expect, it, vi } from 'vitest';
import { readerFor } from '../../../extension/sites/network.ts';

const gmail = readerFor(new URL('https://mail.google.com/mail/u/0/'))!;
const linkedin = readerFor(new URL('https://www.linkedin.com/messaging/'))!;
const call = (address: string) => new URL(address, 'https://www.linkedin.com');

/** A message in the form of Gmail's sync API: id, sender, To, Cc, Bcc, ..., labels. */
const message = (labels: readonly string[]) =>
  JSON.stringify([
    [
      '#msg-a:1',
      [1, 'me@example.com'],
      [[1, 'a@example.com', 'A']],
      [],
      [[1, 'b@example.com']],
      labels,
    ],
  ]);

describe('what a page’s call sends', () => {
  it('is read from Gmail’s body: whom it goes to, or nothing for a draft', () => {
    const url = new URL('https://mail.google.com/sync/u/0/i/s');
    const sent = { recipients: ['a@example.com', 'b@example.com'] };
    expect(gmail(url, message(['^pfg', '^f']))).toEqual(sent);
    expect(gmail(url, message(['^scheduled']))).toEqual(sent);
    expect(gmail(url, message(['^r', '^r_bt']))).toBeNull();
    expect(gmail(url, 'not JSON')).toBeNull();
  });

  it.each([
    '/voyager/api/voyagerMessagingDashMessengerMessages?action=createMessage',
    '/voyager/api/voyagerRelationshipsDashMemberRelationships?action=verifyQuotaAndCreateV2&x=1',
    '/voyager/api/messaging/conversations?action=create',
    '/sales-api/salesApiMessageActions?action=createMessage',
    '/sales-api/salesApiConnection?action=connectV2',
  ])('is known on LinkedIn by its address: %s', (address) => {
    expect(linkedin(call(address), '{}')).toEqual({ recipients: [] });
  });

  it.each([
    '/voyager/api/voyagerMessagingDashMessengerMessages?action=reactWithEmoji',
    '/voyager/api/voyagerMessagingDashMessengerMessages?action=recall',
    '/voyager/api/voyagerRelationshipsDashMemberRelationships?action=removeFromMyConnections',
    '/voyager/api/messaging/conversations/1/typing',
    '/li/track',
  ])('is not what else LinkedIn posts: %s', (address) => {
    expect(linkedin(call(address), '{}')).toBeNull();
  });

  it('is not looked for in pages that are no site’s', () => {
    vi.stubEnv('VITE_HEED_PRACTICE', '');
    expect(readerFor(new URL('https://example.com/'))).toBeUndefined();
  });
});
