import { describe, expect, it } from 'vitest';
import { cardInputFor } from '../../../extension/guard/card-facts.ts';
import type { Mark } from '../../../shared/consent/facts.ts';
import { at, jane, janeWith, mark } from './subjects.ts';

function card(...marks: Mark[]) {
  const { facts, decision, setting } = janeWith(marks);
  return cardInputFor({
    who: 'Jane',
    identifier: jane,
    standing: decision,
    facts,
    setting,
    channel: 'email',
    at,
  });
}

describe('what a card says of somebody', () => {
  it('who objected: since when, that it was their own act, and that only they can end it', () => {
    expect(card(mark('objected', { channel: 'all' }))).toMatchObject({
      status: 'blocked',
      since: at - 86_400_000,
      source: 'Their own objection',
      next: 'person',
      recordable: [],
    });
  });

  it('who agreed: by which way, and for how long', () => {
    const until = at + 86_400_000;
    expect(card(mark('given', { method: 'in-writing', noticed: true, until }))).toMatchObject({
      status: 'allowed',
      source: 'Consent, given by writing',
      until,
      next: 'now',
      recordable: ['objected'],
    });
  });

  it('of whom nothing is on record: what is missing', () => {
    const shown = card();
    expect(shown).toMatchObject({ status: 'blocked', last: null, next: 'evidence' });
    expect(shown).not.toHaveProperty('since');
    expect(shown.recordable).toContain('given');
  });

  it('when any colleague wrote to them last, over whatever channel', () => {
    const first = mark('contacted', { since: at - 9000, event: 'a' });
    const last = mark('contacted', { since: at - 5000, event: 'b', channel: 'linkedin' });
    expect(card(first, last).last).toEqual({ at: at - 5000, channel: 'linkedin' });
  });

  it('which relationship a message rests on', () => {
    const shown = card(
      mark('relationship-recorded', {
        channel: 'all',
        ground: { kind: 'purchase', toldAtCollection: true, collectedDirectly: true },
      }),
    );
    expect(shown.source).toBe('On record: a purchase');
  });

  it('nothing but that they are not checked, without a connection', () => {
    const shown = cardInputFor({ who: 'Jane', standing: 'not-connected', channel: 'email', at });
    expect(shown).toMatchObject({ status: 'unchecked', reasons: [], recordable: [] });
    expect(shown.sentence).toContain('not connected');
  });
});
