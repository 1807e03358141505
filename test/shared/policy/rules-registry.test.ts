import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import type { Mark } from '../../../shared/consent/facts.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Ask } from '../../../shared/policy/decision.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, day, decideOn, event, isIn, now, toldOn } from '../arbitraries.ts';

const listedOn = (registry: string, change: Partial<ConsentEvent> = {}) =>
  event({ type: 'registry-listed', channel: 'all', registry, ...change });
const given = event({ type: 'given', method: 'spoken', channel: 'all', purpose: 'all' });
const rulesOf = (events: readonly ConsentEvent[], change: Partial<Ask> = {}) =>
  decideOn(events, change).reasons.map(({ rule }) => rule);

describe('an entry in a public register is told', () => {
  const told = {
    rule: 'registry',
    step: 3,
    verdict: 'block',
    decidedBy: 'law',
    overridable: false,
    says: 'registry',
    remedies: ['remove-recipient', 'record-consent', 'ask-an-administrator'],
    events: ['event-registry-listed'],
  };

  it('with the register, the day, and the law that makes it bind', () => {
    expect(toldOn([isIn('GB'), listedOn('TPS')], { channel: 'phone' }).reasons).toEqual([
      {
        ...told,
        params: { registry: 'TPS', since: '2026-04-25' },
        citation: {
          text: 'PECR 2003 reg. 21(3)-(4)',
          confidence: 'S',
          row: 'GB-TPS',
          reviewedOn: '2026-11-21',
        },
      },
    ]);
  });

  it('by the register’s own name where nobody knows what it binds: it then binds everywhere', () => {
    expect(toldOn([given, isIn('GB'), listedOn('Village noticeboard')]).reasons).toEqual([
      {
        ...told,
        params: { registry: 'Village noticeboard', since: '2026-04-25' },
        citation: { text: 'Village noticeboard', confidence: 'R' },
      },
    ]);
  });

  it('as a register, where a record lacks its name', () => {
    const mark = { purpose: 'all', channel: 'all', since: now - day, event: 'e' } as const;
    const marks: Mark[] = [
      { ...mark, type: 'given', method: 'spoken' },
      { ...mark, type: 'registry-listed' },
    ];
    expect(decide(defaultPolicy, { marks }, ask).reasons).toMatchObject([
      { rule: 'registry', params: { registry: '' }, citation: { text: 'Register' } },
    ]);
  });

  it('to nobody who may not override it that they could, and to the others that they can', () => {
    const offered = (role: Ask['role']) =>
      decideOn([isIn('GB'), listedOn('TPS')], { channel: 'phone', role }).reasons[0]!.overridable;
    expect([offered('rep'), offered('dpo')]).toEqual([false, true]);
  });
});

describe('an entry in a public register says nothing', () => {
  it('in a country, or over a channel, that the register is not about', () => {
    expect(rulesOf([given, isIn('DE'), listedOn('TPS')], { channel: 'phone' })).toEqual([]);
    expect(rulesOf([given, isIn('GB'), listedOn('TPS')])).toEqual([]);
  });

  it('once it has run out, or before it was made', () => {
    const until = (end: number) =>
      rulesOf([isIn('GB'), listedOn('TPS', { until: end })], { channel: 'phone' });
    expect(until(now + 1)).toEqual(['registry']);
    expect(until(now)).toEqual([]);
  });

  it('about what a contract requires: it is about marketing', () => {
    const contract = event({
      type: 'relationship-recorded',
      purpose: 'all',
      channel: 'all',
      ground: { kind: 'contract' },
    });
    const service = { channel: 'phone', purpose: 'service' } as const;
    const listed = listedOn('TPS', { purpose: 'all' });
    expect(rulesOf([isIn('GB'), contract, listed], service)).toEqual([]);
    expect(rulesOf([isIn('GB'), listed], service)).toEqual(['registry']);
  });
});

describe('what beats an entry', () => {
  const italian = listedOn('Registro pubblico delle opposizioni');
  const before = { ...given, id: 'before', occurredAt: now - 20 * day };
  const stands = (...later: ConsentEvent[]) =>
    rulesOf([isIn('IT'), before, italian, ...later], { channel: 'phone' }).includes('registry');
  const after = (change: Partial<ConsentEvent> & Pick<ConsentEvent, 'type'>) =>
    event({ id: 'after', channel: 'all', purpose: 'all', occurredAt: now - day, ...change });

  it('in Italy is a consent or a confirmation that they gave afterwards', () => {
    expect(stands()).toBe(true);
    expect(stands(after({ type: 'given', method: 'spoken' }))).toBe(false);
    expect(stands(after({ type: 'confirmed' }))).toBe(false);
  });

  it('in Italy is none at the very instant of the entry, and none that does not count', () => {
    const at = italian.occurredAt;
    expect(stands(after({ type: 'given', method: 'spoken', occurredAt: at }))).toBe(true);
    expect(stands(after({ type: 'given', method: 'spoken', occurredAt: at + 1 }))).toBe(false);
    expect(stands(after({ type: 'given', method: 'pre-ticked' }))).toBe(true);
  });

  it('in Italy is nothing that somebody else did afterwards', () => {
    for (const type of ['contacted', 'notice-given', 'requested'] as const)
      expect(stands(after({ type }))).toBe(true);
    const bought = after({ type: 'relationship-recorded', ground: { kind: 'purchase' } });
    expect(stands(bought)).toBe(true);
  });

  it('is a relationship in the United States, and not in the United Kingdom', () => {
    const bought = event({
      type: 'relationship-recorded',
      purpose: 'all',
      channel: 'all',
      ground: { kind: 'purchase', toldAtCollection: true, collectedDirectly: true },
    });
    const at = Date.UTC(2026, 4, 5, 17);
    const over = { channel: 'phone', at } as const;
    const american = listedOn('US National Do Not Call Registry');
    expect(rulesOf([isIn('US'), bought, american], over)).toEqual([]);
    expect(rulesOf([isIn('US'), american], over)).toEqual(['registry', 'opt-in']);
    expect(rulesOf([isIn('GB'), bought, listedOn('TPS')], over)).toEqual(['registry']);
  });

  it('is a consent in writing in the United States, which still has to count', () => {
    const american = listedOn('US National Do Not Call Registry');
    const over = { channel: 'phone', at: Date.UTC(2026, 4, 5, 17) } as const;
    const agreed = (...methods: ConsentEvent['method'][]) =>
      rulesOf(
        [isIn('US'), american, ...methods.map((method) => ({ ...given, id: method, method }))],
        over,
      );
    for (const method of ['in-writing', 'web-form', 'reply', 'preference-page'] as const)
      expect(agreed(method)).toEqual([]);
    expect(agreed('spoken')).toEqual(['registry']);
    expect(agreed('spoken', 'in-writing')).toEqual([]);
    const lapsed = { ...given, id: 'old', method: 'in-writing', until: now } as const;
    expect(rulesOf([isIn('US'), american, given, lapsed], over)).toEqual(['registry']);
  });

  it('is their consent to this sender, in the United Kingdom', () => {
    expect(rulesOf([isIn('GB'), given, listedOn('TPS')], { channel: 'phone' })).toEqual([]);
  });
});
