import { describe, expect, it } from 'vitest';
import { contactedBy, PassedSends } from '../../../extension/guard/sends.ts';
import type { PassedSend } from '../../../extension/guard/guard.ts';
import type { Site } from '../../../extension/sites/site.ts';
import { EventInput } from '../../../shared/protocol/api.ts';
import * as v from 'valibot';

const now = Date.UTC(2026, 4, 3);
const email = (value: string) => ({ type: 'email', value }) as const;
const site = { name: 'Gmail', channel: 'email' } as Site;
const sentTo = (...people: string[]): PassedSend => ({
  composer: { root: document.body, recipients: () => nobody, hasSend: () => true },
  way: 'message',
  people: people.map((value) => ({
    recipient: { text: value, identifier: email(value), remove: () => true },
    decision: { verdict: 'allow', reasons: [], purpose: 'newsletter' },
  })),
});
const nobody = { status: 'read', recipients: [] } as const;

describe('what was let pass', () => {
  it('explains a send to some of the same people soon after, and to nobody else', () => {
    const sends = new PassedSends();
    sends.add(sentTo('a@example.com', 'b@example.com'), now);
    expect(sends.explain([email('a@example.com')], now + 1000)).toBe(true);
    expect(sends.explain([email('c@example.com')], now + 1000)).toBe(false);
    expect(sends.explain([email('a@example.com')], now + 60_000)).toBe(false);
  });

  it('explains a send whose people the page does not name, but not one that nothing came before', () => {
    const sends = new PassedSends();
    expect(sends.explain([], now)).toBe(false);
    sends.add(sentTo('a@example.com'), now);
    expect(sends.explain([], now)).toBe(true);
  });

  it('explains such a send only right after it: another that follows is to somebody else', () => {
    const sends = new PassedSends();
    sends.add(sentTo('a@example.com'), now);
    expect(sends.explain([], now + 10_000)).toBe(true);
    expect(sends.explain([], now + 20_000)).toBe(false);
    expect(sends.explain([email('a@example.com')], now + 20_000)).toBe(true);
  });
});

describe('what is put on record of a send', () => {
  it('is who, over which channel, for what purpose and when, in a form that the worker takes', () => {
    const [event] = contactedBy(sentTo('a@example.com'), site, now);
    expect(event).toEqual({
      id: expect.any(String),
      identifier: email('a@example.com'),
      type: 'contacted',
      purpose: 'newsletter',
      channel: 'email',
      occurredAt: '2026-05-03T00:00:00.000Z',
      method: 'recorded-by-member',
      source: 'Gmail',
    });
    expect(v.is(EventInput, event)).toBe(true);
  });

  it('says how, where it was no plain message, and leaves out whom nobody can name', () => {
    const sent = sentTo('a@example.com');
    const group = { ...sent.people[0]!, recipient: { text: 'Sales', remove: () => true } };
    const events = contactedBy(
      { ...sent, way: 'schedule', people: [group, ...sent.people] },
      site,
      now,
    );
    expect(events.map(({ source }) => source)).toEqual(['Gmail, schedule']);
  });
});
