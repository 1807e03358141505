import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { lookupKeys } from '../../../shared/contact/keys.ts';
import type { Identifier } from '../../../shared/contact/types.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { factsAbout } from '../../../shared/policy/subject.ts';
import type { Entry } from '../../../shared/snapshot/entry.ts';
import { LookupHashes } from '../../../shared/snapshot/lookup-hashes.ts';
import { packPart } from '../../../shared/snapshot/pack.ts';
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts';
import { lookUp, makeSnapshot, mergeChanges, partsFor } from '../../../shared/snapshot/snapshot.ts';
import { hexOf, sipHashHex } from '../../../shared/snapshot/siphash.ts';
import { anyAsk, anyPolicy } from '../arbitraries.ts';
import type { Contact } from './world.ts';
import { anyWorld, entriesOf, identifiers, key, knownOf, opened } from './world.ts';

const none = opened(packPart([]));
const asChanges = (entries: readonly Entry[]): Snapshot =>
  makeSnapshot(key, opened(packPart(entries)));

/** A base of so many parts, each with its share of the hashes. */
function asBase(entries: readonly Entry[], count: number): Snapshot {
  const width = 0x10000 / count;
  const parts = Array.from({ length: count }, (_, at) => {
    const [first, last] = [(at * width * 0x10000) >>> 0, (at + 1) * width * 0x10000 - 1];
    const own = entries.filter(({ hash }) => {
      const upper = Number.parseInt(hash.slice(0, 8), 16);
      return upper >= first && upper <= last;
    });
    return opened(packPart(own, { first, last }));
  });
  return makeSnapshot(key, none, { firsts: parts.map(({ first }) => first), parts });
}

/** The same facts under the events' own names: only the names may differ, and must do so one for one. */
function named(facts: ConsentFacts, known: ConsentFacts): ConsentFacts {
  const names = new Map<string, string>();
  for (const [at, { event, of }] of facts.marks.entries()) {
    names.set(event, known.marks[at]?.event ?? '');
    if (of !== undefined && !names.has(of)) names.set(of, known.marks[at]?.of ?? '');
  }
  expect(new Set(names.values()).size).toBe(names.size);
  const rename = (value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value;
  return JSON.parse(JSON.stringify(facts), (_, value: unknown) => rename(value)) as ConsentFacts;
}

const expectSame = (contacts: readonly Contact[], snapshot: Snapshot, asked: Identifier): void => {
  const known = knownOf(contacts, asked);
  expect(named(lookUp(snapshot, asked), known)).toEqual(known);
};

describe('a look-up', () => {
  it('gives of everybody all that their events give, to the millisecond and in order', () => {
    fc.assert(
      fc.property(anyWorld, fc.constantFrom(1, 2, 64), (contacts, parts) => {
        const entries = entriesOf(contacts);
        for (const asked of identifiers) {
          expectSame(contacts, asChanges(entries), asked);
          expectSame(contacts, asBase(entries, parts), asked);
        }
      }),
    );
  });

  it('changes no decision, whatever is asked and by which policy', () => {
    const anybody = fc.constantFrom(...identifiers);
    fc.assert(
      fc.property(anyWorld, anybody, anyPolicy, anyAsk, (contacts, identifier, policy, asked) => {
        const known = knownOf(contacts, identifier);
        const facts = named(lookUp(asChanges(entriesOf(contacts)), identifier), known);
        const about = (each: ConsentFacts) => decide(policy, factsAbout(identifier, each), asked);
        expect(about(facts)).toEqual(about(known));
      }),
    );
  });

  it('knows nothing of others, and makes nothing anew to say so', () => {
    const stranger = (value: string) => lookUp(asChanges([]), { type: 'email', value });
    expect(stranger('no@nowhere.example')).toEqual({ marks: [] });
    expect(stranger('no@nowhere.example')).toBe(stranger('nor+here@gmail.com'));
  });

  it('hashes the keys that the server hashes', () => {
    const hashes = new LookupHashes(key);
    for (const identifier of identifiers) {
      const { exact, wide, domains } = lookupKeys(identifier);
      const expected = [wide, ...domains].map((each) => sipHashHex(key, each));
      const count = hashes.of(identifier);
      const made = Array.from({ length: count }, (_, at) =>
        hexOf(hashes.halves[2 * at]!, hashes.halves[2 * at + 1]!),
      );
      expect(made).toEqual(expected);
      const own = hashes.exactOf(identifier);
      expect(own === null ? wide.slice(wide.indexOf('~')) : own).toBe(
        own === null ? `~${identifier.value}` : sipHashHex(key, exact),
      );
    }
  });
});

describe('a base of which not all parts are open', () => {
  it('says which parts somebody needs, and those suffice', () => {
    fc.assert(
      fc.property(anyWorld, (contacts) => {
        const whole = asBase(entriesOf(contacts), 64);
        for (const asked of identifiers) {
          const needed = partsFor(whole, [asked]);
          const parts = whole.base!.parts.map((part, at) => (needed.has(at) ? part : undefined));
          const some = makeSnapshot(key, none, { ...whole.base!, parts });
          expect(lookUp(some, asked)).toEqual(lookUp(whole, asked));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is not taken for one that knows nothing', () => {
    const closed = makeSnapshot(key, none, { firsts: [0], parts: [undefined] });
    expect(() => lookUp(closed, identifiers[0]!)).toThrow('not open');
  });
});

describe('changes', () => {
  const withChanges = (before: readonly Contact[], after: readonly Contact[]) => {
    const now = new Map(entriesOf(after).map((entry) => [entry.hash, entry]));
    const gone = entriesOf(before).filter(({ hash }) => !now.has(hash));
    const changed = [...now.values(), ...gone.map(({ hash }) => ({ hash, members: [] }))];
    return changed.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  };

  it('take the place of what the base has: added, replaced and gone', () => {
    fc.assert(
      fc.property(anyWorld, anyWorld, (before, after) => {
        const { base } = asBase(entriesOf(before), 2);
        const changes = opened(packPart(withChanges(before, after)));
        for (const asked of identifiers) expectSame(after, makeSnapshot(key, changes, base), asked);
      }),
    );
  });

  it('add up: two, one after the other, are as good as one from the first to the last', () => {
    fc.assert(
      fc.property(anyWorld, anyWorld, anyWorld, (first, second, third) => {
        const { base } = asBase(entriesOf(first), 2);
        const older = opened(packPart(withChanges(first, second)));
        const newer = opened(packPart(withChanges(second, third)));
        const both = opened(mergeChanges([older, newer]));
        for (const asked of identifiers) expectSame(third, makeSnapshot(key, both, base), asked);
      }),
    );
  });
});
