import { describe, expect, it } from 'vitest';
import type { Group } from '../../../shared/fairness/groups.ts';
import { release, spend } from '../../../shared/fairness/release.ts';
import { seeded } from './seeded.ts';

const groups: Group[] = [
  { values: ['women'], chosen: 120, size: 400 },
  { values: ['men'], chosen: 300, size: 500 },
];

describe('counts that leave the organisation', () => {
  it('are rounded, never below nothing, and never more chosen than there are', () => {
    const random = seeded(5);
    for (let run = 0; run < 200; run++) {
      const small = release([{ values: ['x'], chosen: 1, size: 3 }, ...groups], {
        epsilon: 0.2,
        roundedTo: 5,
        random,
      });
      for (const { chosen, size } of small.groups) {
        expect([chosen % 5, size % 5]).toEqual([0, 0]);
        expect(chosen).toBeGreaterThanOrEqual(0);
        expect(size).toBeGreaterThanOrEqual(chosen);
      }
    }
  });

  it('have noise as large as the budget asks for: its variance is 2q/(1-q)²', () => {
    const epsilon = 0.5;
    const random = seeded(9);
    const drawn = Array.from(
      { length: 20_000 },
      () =>
        release([{ values: ['x'], chosen: 10_000, size: 10_000 }], {
          epsilon,
          roundedTo: 1,
          random,
        }).groups[0]!.chosen - 10_000,
    );
    const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    const variance = drawn.reduce((sum, each) => sum + each * each, 0) / drawn.length;
    const q = Math.exp(-epsilon);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(variance / ((2 * q) / (1 - q) ** 2)).toBeCloseTo(1, 1);
  });

  it('say with what budget they were made', () => {
    expect(release(groups, { epsilon: 1, roundedTo: 5, random: seeded(1) })).toMatchObject({
      epsilon: 1,
      roundedTo: 5,
    });
  });
});

describe('a budget', () => {
  it('is spent until nothing is left of it', () => {
    const first = spend({ epsilon: 1, spent: 0 }, 0.6)!;
    expect(first.spent).toBe(0.6);
    expect(spend(first, 0.6)).toBeUndefined();
    expect(spend(first, 0.4)!.spent).toBeCloseTo(1, 9);
    expect(spend(first, 0)).toBeUndefined();
    expect(spend(first, -1)).toBeUndefined();
  });
});
