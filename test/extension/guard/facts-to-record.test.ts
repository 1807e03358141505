import { describe, expect, it } from 'vitest';
import { eventFromFact, exceptionFor } from '../../../extension/guard/facts-to-record.ts';
import type { RecordedFact } from '../../../extension/overlay/choice.ts';
import type { Reason } from '../../../shared/policy/decision.ts';

const now = Date.UTC(2026, 4, 5, 9);
const jane = { type: 'email', value: 'jane@example.com' } as const;
const fact = (change: Partial<RecordedFact>): RecordedFact => ({
  person: '0',
  type: 'given',
  method: 'spoken',
  occurredOn: '2026-05-03',
  ...change,
});
const record = (change: Partial<RecordedFact>) => eventFromFact(fact(change), jane, 'email', now);

describe('eventFromFact', () => {
  it('holds a yes for the channel it was given for, and a no for all', () => {
    expect(record({}).channel).toBe('email');
    expect(record({ type: 'objected' }).channel).toBe('all');
  });

  it('dates a yes at the start of its day', () => {
    expect(record({}).occurredAt).toBe('2026-05-03T00:00:00.000Z');
    expect(record({ occurredOn: '2026-05-05' }).occurredAt).toBe('2026-05-05T00:00:00.000Z');
  });

  it('dates a no now, or at the end of its day, so that nothing of that day undoes it', () => {
    const no = (occurredOn: string) => record({ type: 'objected', occurredOn }).occurredAt;
    expect(no('2026-05-05')).toBe('2026-05-05T09:00:00.000Z');
    expect(no('2026-05-03')).toBe('2026-05-03T23:59:59.999Z');
  });

  it('says of a customer whether they were told, and of nobody else', () => {
    expect(record({ type: 'relationship-recorded', told: true }).ground).toEqual({
      kind: 'purchase',
      toldAtCollection: true,
      collectedDirectly: true,
    });
    expect(record({}).ground).toBeUndefined();
  });

  it('says where somebody is by their colleague’s word', () => {
    const where = record({ type: 'described', country: 'GB', capacity: 'employee' });
    expect(where.traits).toEqual({ country: 'GB', countrySource: 'declared', class: 'employee' });
    expect(record({ type: 'described', country: 'DE' }).traits).not.toHaveProperty('class');
  });
});

describe('exceptionFor', () => {
  const reason = (decidedBy: Reason['decidedBy'], overridable: boolean): Reason => ({
    rule: 'r',
    step: 5,
    verdict: 'block',
    decidedBy,
    overridable,
    says: 'unknown',
    params: {},
    citation: { text: 'c', confidence: 'P' },
    remedies: [],
    events: [],
  });

  it('answers those whom the role may override, for ten minutes, with the reason given', () => {
    const reasons = [reason('machine', true), reason('organisation', false), reason('law', true)];
    const decision = { verdict: 'block', reasons, purpose: 'direct-marketing' } as const;
    expect(exceptionFor(jane, decision, 'email', 'They called.', now)).toMatchObject({
      type: 'excepted',
      excepts: ['machine', 'law'],
      evidence: 'They called.',
      until: '2026-05-05T09:10:00.000Z',
    });
  });
});
