import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, decideOn, event, isIn, now } from '../arbitraries.ts';

const policy = {
  ...defaultPolicy,
  purposes: defaultPolicy.purposes.map((one) => ({ ...one, ownSimilarProducts: true })),
};

type Dealing = { readonly kind: NonNullable<ConsentEvent['ground']>['kind'] };
const years = (count: number): number => now - count * 366 * day;

function dealing({ kind }: Dealing, occurredAt: number, until?: number): ConsentEvent {
  const ground = { kind, toldAtCollection: true, collectedDirectly: true, relevantToRole: true };
  return event({
    id: `event-${kind}-${occurredAt}`,
    type: 'relationship-recorded',
    occurredAt,
    recordedAt: occurredAt,
    ground,
    ...(until !== undefined && { until }),
  });
}

function inFrance(events: readonly ConsentEvent[], who: 'individual' | 'employee' = 'individual') {
  return decideOn([isIn('FR', { class: who }), ...events], {}, policy);
}

describe('how long details may be kept for marketing, in France', () => {
  it('is three years for a customer who was not heard of since, said once, with its row', () => {
    expect(inFrance([dealing({ kind: 'purchase' }, years(2))]).verdict).toBe('allow');
    const { verdict, reasons } = inFrance([dealing({ kind: 'purchase' }, years(4))]);
    expect(verdict).toBe('block');
    expect(reasons).toMatchObject([
      { rule: 'grounds', says: 'grounds.ended', citation: { row: 'FR-RETENTION' } },
    ]);
  });

  it('begins anew when they turn to the organisation again, but not when it writes to them', () => {
    const bought = dealing({ kind: 'purchase' }, years(4));
    expect(inFrance([bought, dealing({ kind: 'inquiry' }, years(1))]).verdict).toBe('allow');
    const written = event({
      type: 'contacted',
      occurredAt: now - 60 * day,
      recordedAt: now - 60 * day,
    });
    expect(inFrance([bought, written]).verdict).toBe('block');
  });

  it('runs from the end of a contract, and not while it runs', () => {
    const since = years(8);
    expect(inFrance([dealing({ kind: 'contract' }, since)]).verdict).toBe('allow');
    expect(inFrance([dealing({ kind: 'contract' }, since, now + day)]).verdict).toBe('allow');
  });

  it('is not put off by a date that somebody wrote beside a purchase', () => {
    const late = inFrance([dealing({ kind: 'purchase' }, years(8), now + 365 * day)]);
    expect(late.reasons).toMatchObject([{ citation: { row: 'FR-RETENTION' } }]);
    const gone = inFrance([dealing({ kind: 'purchase' }, years(8), years(2))], 'employee');
    expect(gone.verdict).toBe('block');
    const member = inFrance([dealing({ kind: 'membership' }, years(8), years(2))], 'employee');
    expect(member.verdict).toBe('allow');
  });

  it('holds for people at work, whom one need not ask but has to have told', () => {
    const card = (at: number) => [dealing({ kind: 'disclosed-address' }, at)];
    expect(inFrance(card(years(2)), 'employee').verdict).toBe('allow');
    const { verdict, reasons } = inFrance(card(years(4)), 'employee');
    expect(verdict).toBe('block');
    expect(reasons.map(({ says, citation }) => [says, citation.row])).toEqual([
      ['grounds.ended', 'FR-RETENTION'],
    ]);
  });

  it('counts from the end of a contract for people at work', () => {
    const since = years(8);
    const ended = (until: number) =>
      inFrance([dealing({ kind: 'contract' }, since, until)], 'employee');
    expect(ended(years(1)).verdict).toBe('allow');
    expect(ended(years(4)).reasons.map(({ citation }) => citation.row)).toContain('FR-RETENTION');
  });

  it('does not make up for the asking, where a policy wants consent from everybody', () => {
    const strict = { ...policy, strictness: 'restrictive' as const };
    const card = [
      isIn('FR', { class: 'employee' }),
      dealing({ kind: 'disclosed-address' }, years(1)),
    ];
    expect(decideOn(card, {}, policy).verdict).toBe('allow');
    expect(decideOn(card, {}, strict).reasons).toMatchObject([{ says: 'opt-in.restrictive' }]);
  });

  it('names each relationship that is too old, once', () => {
    const two = [
      dealing({ kind: 'purchase' }, years(4)),
      dealing({ kind: 'disclosed-address' }, years(5)),
    ];
    expect(inFrance(two, 'employee').reasons.map(({ params }) => params['ground'])).toEqual([
      ['ground.disclosed-address'],
      ['ground.purchase'],
    ]);
  });

  it('is asked for once where a purchase would do in two ways', () => {
    const { reasons } = inFrance([dealing({ kind: 'purchase' }, years(4))], 'employee');
    expect(reasons.map(({ rule }) => rule)).toEqual(['grounds']);
  });

  it('is another country’s business elsewhere', () => {
    const events = [isIn('DE'), dealing({ kind: 'purchase' }, years(4))];
    expect(decideOn(events, {}, policy).verdict).toBe('allow');
  });
});
