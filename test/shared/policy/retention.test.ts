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

  it('holds for people at work, whom one need not ask but has to have told', () => {
    const card = (at: number) => [dealing({ kind: 'disclosed-address' }, at)];
    expect(inFrance(card(years(2)), 'employee').verdict).toBe('allow');
    const { verdict, reasons } = inFrance(card(years(4)), 'employee');
    expect(verdict).toBe('block');
    expect(reasons.map(({ says, citation }) => [says, citation.row])).toEqual([
      ['grounds.ended', 'FR-RETENTION'],
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
