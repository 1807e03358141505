import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../../shared/fairness/audit.ts';
import type { Group } from '../../../shared/fairness/groups.ts';
import { countGroups } from '../../../shared/fairness/groups.ts';

const group = (value: string | null, chosen: number, size: number): Group => ({
  values: [value],
  chosen,
  size,
});

const verdictsOf = (groups: readonly Group[]) => audit(groups).groups.map(({ verdict }) => verdict);

describe('counting', () => {
  const people = [
    { values: ['women', 'Bern'], chosen: true },
    { values: ['men', 'Bern'], chosen: false },
    { values: [' women ', null], chosen: false },
    { values: ['women', 'Bern'], chosen: false },
    { values: ['', 'Bern'], chosen: true },
  ];

  it('takes what is missing for a group of its own', () => {
    expect(
      countGroups(people.map(({ values: [sex], chosen }) => ({ values: [sex], chosen }))),
    ).toEqual([group('women', 1, 3), group('men', 0, 1), group(null, 1, 1)]);
  });

  it('takes two columns by the pairs that occur', () => {
    expect(countGroups(people)[0]).toEqual({ values: ['women', 'Bern'], chosen: 1, size: 2 });
    expect(countGroups(people)).toHaveLength(4);
  });

  it('does not take two values with a separator in them for one pair', () => {
    const odd = [
      { values: ['a","b', 'c'], chosen: true },
      { values: ['a', 'b","c'], chosen: true },
    ];
    expect(countGroups(odd)).toHaveLength(2);
  });
});

describe('an audit', () => {
  it('compares each group with the highest and with the rest', () => {
    const { highest, total, groups } = audit([group('women', 30, 100), group('men', 60, 100)]);
    expect([highest, total]).toEqual([['men'], { chosen: 90, size: 200 }]);
    expect(groups[0]).toMatchObject({ verdict: 'clear-gap', rate: 0.3 });
    expect(groups[0]!.toHighest).toMatchObject({ ratio: 0.5, difference: expect.closeTo(-0.3, 9) });
    expect(groups[0]!.toRest!.ratio).toBeCloseTo(0.5, 9);
    expect(groups[1]).toMatchObject({ verdict: 'highest', rate: 0.6 });
    expect(groups[1]!.toRest!.ratio).toBeCloseTo(2, 9);
  });

  it.each([
    ['a clear gap: even the upper end is below four fifths', [30, 100], [60, 100], 'clear-gap'],
    ['a possible gap: the interval reaches above', [40, 100], [55, 100], 'possible-gap'],
    [
      'small but real: above four fifths, and not chance',
      [8500, 10_000],
      [9000, 10_000],
      'small-but-real',
    ],
    ['no evidence of a gap', [52, 100], [55, 100], 'no-evidence'],
    [
      'too few to tell, with the interval from below a half to above 2',
      [1, 12],
      [2, 15],
      'too-few',
    ],
  ] as const)('finds %s', (_, [chosen, size], [more, of], verdict) => {
    expect(verdictsOf([group('a', chosen, size), group('b', more, of)])[0]).toBe(verdict);
  });

  it('says of a group below the smallest size how many they are, and nothing else', () => {
    const [, small] = audit([group('a', 50, 100), group('b', 0, 9)]).groups;
    expect(small).toEqual({ ...group('b', 0, 9), verdict: 'too-few' });
    expect(audit([group('a', 5, 6)])).toMatchObject({ groups: [{ verdict: 'too-few' }] });
    expect(audit([group('a', 5, 6)])).not.toHaveProperty('highest');
    const loose = audit([group('a', 5, 6)], { smallestGroup: 5 });
    expect(loose.groups[0]!.verdict).toBe('highest');
  });

  it('does not compare with a tiny group that happens to have the highest rate', () => {
    expect(audit([group('a', 50, 100), group('b', 9, 9)]).highest).toEqual(['a']);
  });

  it('wants more of a finding, the more groups there are', () => {
    const pair = [group('low', 73, 100), group('high', 86, 100)];
    const like = Array.from({ length: 12 }, (_, at) => group(`other ${at}`, 84, 100));
    expect(verdictsOf(pair)[0]).toBe('small-but-real');
    expect(verdictsOf([...pair, ...like])[0]).toBe('no-evidence');
  });

  it('can tell nothing where nobody was chosen', () => {
    expect(verdictsOf([group('a', 0, 50), group('b', 0, 50)])).toContain('too-few');
    expect(audit([]).groups).toEqual([]);
  });

  it('never finds a gap between groups that were chosen alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 2, max: 6 }),
        (tens, groups) => {
          const alike = Array.from({ length: groups }, (_, at) =>
            group(`g${at}`, 5 * tens, 10 * tens),
          );
          const verdicts = new Set(verdictsOf(alike));
          expect(
            [...verdicts].every((each) => ['highest', 'no-evidence', 'too-few'].includes(each)),
          ).toBe(true);
        },
      ),
    );
  });

  it('says the same whatever order the groups come in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 2, maxLength: 6 }),
        (pairs) => {
          const groups = pairs.map(([chosen, more], at) =>
            group(`g${at}`, chosen, chosen + more + 1 + at),
          );
          const found = (all: readonly Group[]) =>
            new Map(audit(all).groups.map(({ values, verdict }) => [values[0], verdict]));
          const rates = groups.map(({ chosen, size }) => chosen / size);
          fc.pre(new Set(rates).size === rates.length);
          expect(found(groups.toReversed())).toEqual(found(groups));
        },
      ),
    );
  });
});
