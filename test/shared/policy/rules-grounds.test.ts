import { describe, expect, it } from 'vitest';
import { endAfterMonths } from '../../../shared/calendar.ts';
import type { ConsentEvent, Ground } from '../../../shared/consent/event.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, toldOn, event, isIn, now } from '../arbitraries.ts';

const relation = (ground: Ground, change: Partial<ConsentEvent> = {}) =>
  event({ type: 'relationship-recorded', ground, ...change });
const whole = { toldAtCollection: true, collectedDirectly: true } as const;
const said = (
  place: string,
  events: readonly ConsentEvent[],
  policy: Policy = defaultPolicy,
  change: Parameters<typeof toldOn>[1] = {},
) => toldOn([isIn(place), ...events], change, policy).reasons;
const missing = (...args: Parameters<typeof said>) =>
  said(...args).map(({ params }) => params['missing']);

describe('a relationship that does not stand in for consent is told as', () => {
  it('one whose conditions are not all met', () => {
    expect(said('DE', [relation({ kind: 'purchase', toldAtCollection: true })])).toEqual([
      {
        rule: 'grounds',
        step: 7,
        verdict: 'block',
        decidedBy: 'law',
        overridable: false,
        says: 'grounds.condition',
        params: {
          ground: ['ground.purchase'],
          since: '2026-04-25',
          ended: '',
          missing: ['condition.collected-directly'],
          place: ['place.DE'],
        },
        citation: {
          text: 'UWG §7(3)',
          confidence: 'P',
          row: 'DE-SOFT-OPT-IN',
          reviewedOn: '2026-11-21',
        },
        remedies: ['record-consent', 'record-relationship', 'remove-recipient'],
        events: ['event-relationship-recorded'],
      },
    ]);
  });

  it('one whose time has run out, with the day on which it did', () => {
    const bought = relation({ kind: 'purchase' }, { occurredAt: Date.UTC(2024, 3, 1) });
    expect(said('CA', [bought])).toMatchObject([
      { says: 'grounds.ended', params: { ended: '2026-03-31', missing: [] } },
    ]);
    const ended = relation({ kind: 'purchase', ...whole }, { until: now });
    expect(said('DE', [ended])).toMatchObject([
      { says: 'grounds.ended', params: { ended: '2026-05-05' } },
    ]);
  });

  it('each condition by its name', () => {
    expect(missing('DE', [relation({ kind: 'purchase' })])).toEqual([
      ['condition.told-at-collection', 'condition.collected-directly'],
    ]);
    const [marketing, ...rest] = defaultPolicy.purposes;
    const { ownSimilarProducts: _, ...other } = marketing!;
    expect(
      missing('DE', [relation({ kind: 'purchase', ...whole })], {
        ...defaultPolicy,
        purposes: [other, ...rest],
      }),
    ).toEqual([['condition.own-similar-products']]);
    const found = {
      kind: 'published-address',
      relevantToRole: false,
      refusalStated: true,
    } as const;
    expect(missing('CA', [relation(found)])).toEqual([
      ['condition.no-refusal-stated', 'condition.relevant-to-role'],
    ]);
  });

  it('soft opt-in, where the organisation does not use it', () => {
    const off = { ...defaultPolicy, softOptIn: false };
    const bought = relation({ kind: 'purchase', ...whole });
    expect(missing('DE', [bought], off)).toEqual([['condition.soft-opt-in-allowed']]);
    expect(said('DE', [bought])).toEqual([]);
    const half = relation({ kind: 'purchase', toldAtCollection: true });
    const late = { ...bought, until: now };
    expect(said('DE', [bought], off)).toMatchObject([{ decidedBy: 'organisation' }]);
    // What the law asks for is the law's to decide, whatever the policy adds.
    for (const one of [half, late])
      expect(said('DE', [one], off)).toMatchObject([{ decidedBy: 'law' }]);
    const implied = relation({ kind: 'purchase' }, { occurredAt: now - day });
    expect(said('CA', [implied], off)).toEqual([]);
  });

  it('one that carries the first message and none after it', () => {
    const referred = relation({ kind: 'referral' });
    const sent = event({ type: 'contacted', channel: 'phone', occurredAt: now - day });
    expect(said('CA', [referred])).toEqual([]);
    expect(missing('CA', [referred, sent])).toEqual([['condition.first-contact']]);
  });
});

describe('the time that a relationship lasts', () => {
  const bought = relation(
    { kind: 'purchase', ...whole },
    { occurredAt: Date.UTC(2025, 3, 1), id: 'bought' },
  );
  const sent = (at: number, change: Partial<ConsentEvent> = {}) =>
    event({ id: `sent-${at}`, type: 'contacted', occurredAt: at, ...change });

  it('starts anew in Ireland with each message sent while it lasts', () => {
    const at = Date.UTC(2026, 2, 31);
    expect(said('IE', [bought])).toMatchObject([{ says: 'grounds.ended' }]);
    expect(said('IE', [bought, sent(at)])).toEqual([]);
    expect(said('IE', [bought, sent(Date.UTC(2026, 3, 10))])).toHaveLength(1);
  });

  it('not with a message over another channel, from before it, or of another sort', () => {
    const at = Date.UTC(2026, 2, 31);
    expect(said('IE', [bought, sent(at, { channel: 'sms' })])).toHaveLength(1);
    expect(said('IE', [bought, sent(at, { type: 'notice-given' })])).toHaveLength(1);
  });

  it('is neither shortened by a message from before it, nor renewed by one at its end', () => {
    const recent = relation(
      { kind: 'purchase', ...whole },
      { occurredAt: Date.UTC(2025, 4, 20), id: 'bought' },
    );
    expect(said('IE', [recent, sent(Date.UTC(2025, 2, 1))])).toEqual([]);
    const end = endAfterMonths(bought.occurredAt, 12, 'Europe/Dublin');
    expect(said('IE', [bought, sent(end - 1)])).toEqual([]);
    expect(said('IE', [bought, sent(end)])).toHaveLength(1);
  });

  it('ends at the earlier of the law’s months and the date on record', () => {
    const until = (end: number, at: number) =>
      said('IE', [{ ...bought, until: end }], defaultPolicy, { at });
    expect(until(Date.UTC(2025, 5, 1), Date.UTC(2025, 5, 1) - 1)).toEqual([]);
    expect(until(Date.UTC(2025, 5, 1), Date.UTC(2025, 5, 1))).toHaveLength(1);
    expect(until(Date.UTC(2030, 5, 1), now)).toMatchObject([{ says: 'grounds.ended' }]);
  });

  it('does not begin before the law did', () => {
    const since = Date.UTC(2026, 1, 5);
    const given = (at: number) => relation({ kind: 'donation', ...whole }, { occurredAt: at });
    expect(said('GB', [given(since)])).toEqual([]);
    expect(missing('GB', [given(since - 1)])).toEqual([['condition.not-before']]);
  });
});

describe('being informed', () => {
  const told = event({ type: 'notice-given' });
  const french = (events: readonly ConsentEvent[]) =>
    toldOn([isIn('FR', { class: 'employee' }), ...events]).reasons.map(({ says }) => says);

  it('counts by a notice on record, or by what was said at collection', () => {
    expect(french([])).toEqual(['opt-in.not-informed']);
    const collected = relation({ kind: 'business-relationship', toldAtCollection: true });
    const colleague = relation({ kind: 'business-relationship' });
    for (const events of [[told, colleague], [collected]])
      expect(french(events.map((one) => ({ ...one, ...whatRoleAsks(one) })))).toEqual([]);
  });

  /** In France the message has to concern their work, too. */
  function whatRoleAsks(one: ConsentEvent): object {
    return one.ground ? { ground: { ...one.ground, relevantToRole: true } } : {};
  }
});
