import { describe, expect, it } from 'vitest';
import type { ConsentFacts, Mark } from '../../../shared/consent/facts.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, day, decideOn, event, isIn, now } from '../arbitraries.ts';

const mark = (type: Mark['type'], change: Partial<Mark> = {}): Mark => ({
  type,
  purpose: 'direct-marketing',
  channel: 'email',
  since: now - 10 * day,
  event: `event-${type}`,
  ...change,
});

/** A device decides from facts that were folded before it asks. */
function verdictOn(...marks: readonly Mark[]): string {
  const facts: ConsentFacts = { marks: [...marks], traits: { countries: [], class: 'individual' } };
  return decide(defaultPolicy, facts, ask).verdict;
}

describe('what a question is asked of', () => {
  const yes = (since: number) => mark('given', { since, method: 'web-form' });

  it('is what had happened by then: at that very instant, and not a millisecond later', () => {
    expect(verdictOn(yes(now))).toBe('allow');
    expect(verdictOn(yes(now + 1))).toBe('block');
    const no = (since: number) => mark('objected', { since, purpose: 'all', channel: 'all' });
    expect(verdictOn(yes(now - day), no(now))).toBe('block');
    expect(verdictOn(yes(now - day), no(now + 1))).toBe('allow');
  });

  it('is not a consent from before a no that somebody lifted, whichever no it was', () => {
    for (const type of ['withdrawn', 'refused'] as const) {
      const stopped = mark(type, { since: now - 5 * day });
      const lifted = mark('lifted', { since: now - day, method: 'web-form' });
      expect(verdictOn(yes(now - 9 * day), stopped, lifted), type).toBe('block');
      expect(verdictOn(stopped, lifted, yes(now - day + 1)), type).toBe('allow');
    }
  });
});

describe('a message that calls itself something other than marketing', () => {
  const support = {
    id: 'support',
    name: 'Support',
    basis: 'legitimate-interests',
    notice: 'How we help',
    retentionDays: 365,
  } as unknown as Policy['purposes'][number];
  const policy: Policy = { ...defaultPolicy, purposes: [...defaultPolicy.purposes, support] };
  const dealing = (purpose: string) =>
    event({
      type: 'relationship-recorded',
      purpose,
      channel: 'all',
      ground: { kind: 'free-account' },
    });
  const judgedAs = (purpose: string) =>
    decideOn([isIn('DE'), dealing(purpose)], { purpose: 'support' }, policy).purpose;

  it('is believed on a relationship for that purpose, or for all', () => {
    expect(judgedAs('support')).toBe('support');
    expect(judgedAs('all')).toBe('support');
  });

  it('is judged as marketing on a relationship for something else', () => {
    expect(judgedAs('events')).toBe('direct-marketing');
  });

  it('is judged as marketing on facts that are no relationship', () => {
    const told = event({ type: 'notice-given', purpose: 'support' });
    expect(decideOn([isIn('DE'), told], { purpose: 'support' }, policy).purpose).toBe(
      'direct-marketing',
    );
  });
});
