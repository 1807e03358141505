import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { verdicts } from '../../../shared/policy/decision.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { SimulatedContact } from '../../../shared/policy/simulate.ts';
import { simulate } from '../../../shared/policy/simulate.ts';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { anyAsk, anyEvents, anyPolicy, ask, day, event, isIn, now } from '../arbitraries.ts';

const contact = (id: string, ...events: ConsentEvent[]): SimulatedContact => ({
  id,
  facts: foldEvents(events, { at: now }),
  ask,
});
const yes = event({ type: 'given', method: 'web-form', occurredAt: now - 100 * day });
let people: readonly SimulatedContact[];
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(() => {
  people = [
    contact('agreed', isIn('DE'), yes),
    contact('silent', isIn('DE')),
    contact('american', isIn('US')),
    contact('objected', isIn('US'), event({ type: 'objected' })),
  ];
});
const stricter: Policy = { ...defaultPolicy, strictness: 'restrictive' };
const brief: Policy = {
  ...defaultPolicy,
  consent: { ...defaultPolicy.consent, expiresAfterMonths: 2 },
};

describe('simulate', () => {
  it('finds no change between a policy and itself', () => {
    const { contacts, changes, byRule, moves } = simulate(defaultPolicy, defaultPolicy, people);
    expect({ contacts, changes, byRule }).toEqual({ contacts: 4, changes: [], byRule: {} });
    expect(moves.allow).toEqual({ allow: 2, warn: 0, block: 0 });
    expect(moves.block).toEqual({ allow: 0, warn: 0, block: 2 });
  });

  it('says who is stopped anew, by which rule, and how many go from each verdict to each', () => {
    const result = simulate(defaultPolicy, stricter, people);
    expect(result.changes).toEqual([
      { id: 'american', from: 'allow', to: 'block', gained: ['opt-in'], lost: [] },
    ]);
    expect(result.byRule).toEqual({ 'opt-in': { gained: 1, lost: 0 } });
    expect(result.moves).toEqual({
      allow: { allow: 1, warn: 0, block: 1 },
      warn: { allow: 0, warn: 0, block: 0 },
      block: { allow: 0, warn: 0, block: 2 },
    });
  });

  it('says who is let go where a policy is loosened', () => {
    const result = simulate(brief, defaultPolicy, people);
    expect(result.changes).toEqual([
      { id: 'agreed', from: 'block', to: 'allow', gained: [], lost: ['evidence'] },
    ]);
    expect(result.byRule).toEqual({ evidence: { gained: 0, lost: 1 } });
  });

  it('reports other reasons also where the verdict stays', () => {
    const silent = [contact('silent', isIn('DE'), event({ type: 'given', method: 'web-form' }))];
    const confirm = { ...brief, consent: { ...brief.consent, doubleOptIn: true } };
    const quiet: Policy = {
      ...confirm,
      frequency: [{ max: 1, days: 30, channels: ['email'], severity: 'warn' }],
    };
    const asked = silent.map((one) => ({
      ...one,
      facts: {
        ...one.facts,
        marks: [
          ...one.facts.marks,
          { ...one.facts.marks[0]!, type: 'contacted' as const, event: 'c' },
        ],
      },
    }));
    expect(simulate(confirm, quiet, asked).changes).toEqual([
      { id: 'silent', from: 'block', to: 'block', gained: ['frequency'], lost: [] },
    ]);
  });

  it('does not count a reason that an exception has taken out of the way', () => {
    const excepted = event({ type: 'excepted', excepts: ['law', 'organisation'] });
    const lenient = { ...defaultPolicy, softOptIn: false };
    const [one] = simulate(defaultPolicy, lenient, [
      contact('excepted', isIn('DE'), excepted),
    ]).changes;
    expect(one).toBeUndefined();
  });

  it('reports a verdict that changes for the same reason, only louder', () => {
    const loud = (severity: 'warn' | 'block'): Policy => ({
      ...defaultPolicy,
      frequency: [{ max: 1, days: 30, channels: ['email'], severity }],
    });
    const sent = event({ type: 'contacted' });
    const { changes, byRule } = simulate(loud('warn'), loud('block'), [contact('busy', yes, sent)]);
    expect(changes).toEqual([{ id: 'busy', from: 'warn', to: 'block', gained: [], lost: [] }]);
    expect(byRule).toEqual({});
    const excepted = event({ type: 'excepted', excepts: ['organisation'] });
    const spared = [contact('spared', yes, sent, excepted)];
    expect(simulate(defaultPolicy, loud('block'), spared).changes).toEqual([]);
  });

  it('counts nobody where there is nobody', () => {
    expect(simulate(defaultPolicy, stricter, [])).toMatchObject({ contacts: 0, changes: [] });
  });

  const anyContacts = fc.array(
    fc.record({
      id: fc.uuid(),
      facts: anyEvents.map((events) => foldEvents(events, { at: now })),
      ask: anyAsk,
    }),
    { maxLength: 8 },
  );

  it('adds up: every contact moves once, and its verdicts are those that decide gives', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyContacts, (before, after, contacts) => {
        const { moves, changes } = simulate(before, after, contacts);
        const sum = verdicts.flatMap((from) => verdicts.map((to) => moves[from][to]));
        expect(sum.reduce((a, b) => a + b, 0)).toBe(contacts.length);
        for (const { id, from, to } of changes) {
          const { facts, ask: asked } = contacts.find((one) => one.id === id)!;
          expect([from, to]).toEqual([
            decide(before, facts, asked).verdict,
            decide(after, facts, asked).verdict,
          ]);
        }
        const moved = verdicts.flatMap((from) =>
          verdicts.map((to) => (from === to ? 0 : moves[from][to])),
        );
        expect(changes.filter(({ from, to }) => from !== to)).toHaveLength(
          moved.reduce((a, b) => a + b, 0),
        );
      }),
    );
  });

  it('backwards gives the same with gained and lost exchanged', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyContacts, (before, after, contacts) => {
        const there = simulate(before, after, contacts);
        const back = simulate(after, before, contacts);
        expect(back.changes).toEqual(
          there.changes.map(({ id, from, to, gained, lost }) => ({
            id,
            from: to,
            to: from,
            gained: lost,
            lost: gained,
          })),
        );
        for (const [rule, { gained, lost }] of Object.entries(there.byRule))
          expect(back.byRule[rule]).toEqual({ gained: lost, lost: gained });
      }),
    );
  });
});
