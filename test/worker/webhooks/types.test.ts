import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../../shared/consent/event.ts';
import { doesOf, subscriptionsFor, webhookTypes } from '../../../worker/webhooks/types.ts';

describe('what can be told', () => {
  it('is named as Standard Webhooks recommends, and says in a sentence what it is', () => {
    for (const type of webhookTypes) {
      expect(type).toMatch(/^[a-z]+\.[a-z]+$/);
      expect(doesOf(type).length).toBeGreaterThan(20);
    }
  });

  it('about contacts stands for events that there are, and no event is told under two names', () => {
    const rows = subscriptionsFor(webhookTypes);
    const ofContacts = rows.filter(([, type]) => type.startsWith('contact.'));
    for (const [event] of ofContacts) expect(eventTypes).toContain(event);
    expect(new Set(rows.map(([event]) => event)).size).toBe(rows.length);
  });

  it('is every no, whoever said it, and what ends one', () => {
    const told = subscriptionsFor(webhookTypes).map(([event]) => event);
    const noes = [
      'refused',
      'withdrawn',
      'objected',
      'restricted',
      'complained',
      'bounced',
      'suppressed',
    ];
    expect(told).toEqual(expect.arrayContaining([...noes, 'lifted', 'released', 'erased']));
  });

  it('is subscribed to once, however often it is named', () => {
    expect(subscriptionsFor(['contact.erased', 'contact.erased'])).toEqual([
      ['erased', 'contact.erased'],
    ]);
  });
});
