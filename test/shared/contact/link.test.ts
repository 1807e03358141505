import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { eventKind } from '../../../shared/consent/event.ts';
import { exactFacts } from '../../../shared/consent/gather.ts';
import { linkEvents, unlinkEvents } from '../../../shared/contact/link.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Ask } from '../../../shared/policy/decision.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { anyAsk, anyEvents, ask, day, event, now } from '../arbitraries.ts';

const keyA = 'email=jane@example.com';
const keyB = 'linkedin=jane-doe';
const keyless = fc.constantFrom('kept', 'kept', 'kept', 'dropped');

/** A contact's events, nearly all naming its identifier, with more lifts than chance would give. */
const history = (key: string) =>
  fc
    .array(fc.tuple(anyEvents, keyless, fc.constantFrom('', 'lifted', 'objected')), {
      maxLength: 3,
    })
    .map((parts) =>
      parts.flatMap(([events, named, type]) =>
        events.map((each, index) => ({
          ...each,
          ...(type !== '' && index % 2 === 0 && { type: type as 'lifted' }),
          ...(named === 'kept' && { identifierKey: key }),
        })),
      ),
    );

/** Marketing: what a contract requires may follow a no, with a warning, once the contract is known. */
const marketing = anyAsk.map((each) => ({
  ...each,
  purpose: each.purpose === 'service' ? 'newsletter' : each.purpose,
}));

/** The types of the person's no's that stop the question; knowing all that was recorded by `knownAt`. */
function noes(events: readonly ConsentEvent[], key: string, question: Ask, knownAt = now * 2) {
  const facts = exactFacts(events, key, { at: question.at, knownAt });
  const { reasons } = decide(defaultPolicy, facts, question);
  return reasons.filter(({ decidedBy, verdict }) => decidedBy === 'person' && verdict === 'block')
    .length;
}

const grantsOf = (events: readonly ConsentEvent[]) =>
  events.filter(({ type }) => eventKind(type).effect === 'grant');

describe('linkEvents', () => {
  it('leaves neither side softer towards a person’s no, at any time, whatever was known', () => {
    const knownAt = fc.integer({ min: now - 500 * day, max: now + 200 * day });
    fc.assert(
      fc.property(history(keyA), history(keyB), marketing, knownAt, (a, b, question, known) => {
        const both = linkEvents(a, b);
        for (const [side, key] of [
          [a, keyA],
          [b, keyB],
        ] as const)
          for (const clock of [known, undefined])
            if (noes(side, key, question, clock) > 0)
              expect(noes(both, key, question, clock)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('makes the no of one hold for the other', () => {
    const no = event({ type: 'objected' });
    expect(noes(linkEvents([], [no]), keyA, ask)).toBe(1);
    expect(noes(linkEvents([no], []), keyB, ask)).toBe(1);
  });

  it('does not let the one’s lift end a no of the other, which it was never about', () => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day });
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    const both = linkEvents([no], [lift]);
    expect(noes([no, lift], keyA, ask)).toBe(0);
    expect(noes(both, keyA, ask)).toBe(1);
    const again = both.find(({ id }) => id !== 'no' && id !== 'lift');
    expect(again).toMatchObject({ type: 'objected', source: 'linked', evidence: 'event no' });
    expect(again!.id.length).toBeLessThanOrEqual(64);
  });

  it.each<[string, Partial<ConsentEvent>[], number]>([
    ['had not been lifted by its own side yet', [{ occurredAt: now - 5 * day }], now - 7 * day],
    [
      'was not known to be lifted by its own side yet',
      [{ occurredAt: now - 15 * day, recordedAt: now - day }],
      now - 7 * day,
    ],
    [
      'was lifted by mistake',
      [
        { occurredAt: now - 15 * day },
        { id: 'c', type: 'corrected', corrects: 'own', occurredAt: now - 14 * day },
      ],
      now,
    ],
    [
      'was lifted by an event that shares its id with a no',
      [{ occurredAt: now - 15 * day }, { type: 'objected', channel: 'post' }],
      now,
    ],
  ])('keeps a no that %s', (_, more, at) => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day });
    const own = [no, ...more.map((change) => event({ id: 'own', type: 'lifted', ...change }))];
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    expect(noes(own, keyA, { ...ask, at }, at)).toBe(1);
    expect(noes(linkEvents(own, [lift]), keyA, { ...ask, at }, at)).toBe(1);
  });

  it('keeps a no that its own side lifted after the other lift, though that was recorded later', () => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day });
    const own = event({ id: 'own', type: 'lifted', occurredAt: now - 5 * day });
    const lift = event({
      id: 'lift',
      type: 'lifted',
      occurredAt: now - 10 * day,
      recordedAt: now - 2 * day,
    });
    const then = { ...ask, at: now - 7 * day };
    expect(noes([no, own], keyA, then)).toBe(1);
    expect(noes(linkEvents([no, own], [lift]), keyA, then)).toBe(1);
    expect(noes(linkEvents([no, own], [lift]), keyA, ask)).toBe(0);
  });

  it('does not know of a no before its own side did', () => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day, recordedAt: now });
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    expect(noes(linkEvents([no], [lift]), keyA, ask, now - day)).toBe(0);
    expect(noes(linkEvents([no], [lift]), keyA, ask, now)).toBe(1);
  });

  it('lets a lift that comes after all end every no of both', () => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day });
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    const last = event({ id: 'last', type: 'lifted', occurredAt: now - 5 * day });
    expect(noes([...linkEvents([no], [lift]), last], keyA, ask)).toBe(0);
  });

  it('does not bring back a no that its own side had lifted', () => {
    const no = event({ id: 'no', type: 'objected', occurredAt: now - 20 * day });
    const own = event({ id: 'own', type: 'lifted', occurredAt: now - 15 * day });
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    expect(noes(linkEvents([no, own], [lift]), keyA, ask)).toBe(0);
  });

  it('keeps a no to all channels but the one that was lifted by its own side', () => {
    const no = event({ id: 'no', type: 'objected', channel: 'all', occurredAt: now - 20 * day });
    const own = event({ id: 'own', type: 'lifted', occurredAt: now - 15 * day });
    const lift = event({ id: 'lift', type: 'lifted', channel: 'phone', occurredAt: now - 9 * day });
    const both = linkEvents([no, own], [lift]);
    expect(noes(both, keyA, ask)).toBe(0);
    expect(noes(both, keyA, { ...ask, channel: 'phone' })).toBe(1);
  });

  it('does not keep a no beyond its own end', () => {
    const no = event({
      id: 'no',
      type: 'objected',
      until: now - 15 * day,
      occurredAt: now - 20 * day,
    });
    const lift = event({ id: 'lift', type: 'lifted', occurredAt: now - 10 * day });
    expect(linkEvents([no], [lift])).toEqual([no, lift]);
  });

  it('loses neither of two different events that carry one id, and follows what corrects them', () => {
    const given = event({ id: 'x', type: 'given' });
    const no = event({ id: 'x', type: 'objected' });
    const corrected = event({ id: 'c', type: 'corrected', corrects: 'x' });
    const both = linkEvents([no], [given, corrected]);
    expect(both).toHaveLength(3);
    const renamed = both.find(({ type }) => type === 'given')!;
    expect(renamed.id).not.toBe('x');
    expect(both.find(({ type }) => type === 'corrected')!.corrects).toBe(renamed.id);
    expect(noes(both, keyA, ask)).toBe(1);
  });

  it('keeps every event of both', () => {
    fc.assert(
      fc.property(history(keyA), history(keyB), (a, b) => {
        const both = linkEvents(a, b);
        for (const each of [...a, ...b])
          expect(
            both.some(
              ({ type, occurredAt }) => type === each.type && occurredAt === each.occurredAt,
            ),
          ).toBe(true);
      }),
    );
  });

  it('gives the one no consent of the other', () => {
    const yes = event({ type: 'confirmed', identifierKey: keyB });
    const facts = exactFacts(linkEvents([], [yes]), keyA, { at: now });
    expect(facts.marks).toEqual([]);
  });
});

describe('unlinkEvents', () => {
  it('leaves neither side softer towards a person’s no than the linked record was', () => {
    fc.assert(
      fc.property(history(keyA), history(keyB), marketing, (one, two, question) => {
        const both = linkEvents(one, two);
        const { a, b } = unlinkEvents(both, [keyA]);
        expect(noes(a, keyA, question)).toBeGreaterThanOrEqual(noes(both, keyA, question));
        expect(noes(b, keyB, question)).toBeGreaterThanOrEqual(noes(both, keyB, question));
      }),
      { numRuns: 400 },
    );
  });

  it('gives each side only the consents that name its identifier', () => {
    fc.assert(
      fc.property(history(keyA), history(keyB), (one, two) => {
        const { a, b } = unlinkEvents(linkEvents(one, two), new Set([keyA]));
        expect(grantsOf(a).every(({ identifierKey }) => identifierKey === keyA)).toBe(true);
        expect(grantsOf(b).every(({ identifierKey }) => identifierKey === keyB)).toBe(true);
      }),
    );
  });

  it('leaves no event out but a yes or a trait that names nobody', () => {
    fc.assert(
      fc.property(history(keyA), history(keyB), (one, two) => {
        const both = linkEvents(one, two);
        const { a, b } = unlinkEvents(both, [keyA]);
        const gone = both.filter((each) => !a.includes(each) && !b.includes(each));
        for (const { type, identifierKey } of gone) {
          expect(identifierKey).toBeUndefined();
          expect(['grant', 'ground', 'except', 'trait']).toContain(eventKind(type).effect);
        }
      }),
    );
  });

  it('can be linked again, and is no softer than the first time', () => {
    fc.assert(
      fc.property(history(keyA), history(keyB), marketing, (one, two, question) => {
        const both = linkEvents(one, two);
        const { a, b } = unlinkEvents(both, [keyA]);
        for (const key of [keyA, keyB])
          expect(noes(linkEvents(a, b), key, question)).toBeGreaterThanOrEqual(
            noes(both, key, question),
          );
      }),
    );
  });
});
