import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileFor, upperTail } from '../../../shared/fairness/normal.ts';
import {
  chanceOf,
  holm,
  koopman,
  newcombe,
  rateOf,
  wilson,
} from '../../../shared/fairness/proportions.ts';

const share = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.nat(100))
  .map(([size, percent]) => ({ size, chosen: Math.round((size * percent) / 100) }));

describe('the normal distribution', () => {
  // R 4.4: qnorm and pnorm.
  it.each([
    [0.95, 1.959963984540054],
    [0.99, 2.575829303548901],
    [0.5, 0.6744897501960817],
  ])('has its quantile for %d', (confidence, z) => {
    expect(quantileFor(confidence)).toBeCloseTo(z, 12);
  });

  it.each([
    [0, 0.5],
    [1, 0.15865525393145705],
    [4, 3.167124183311992e-5],
    [8, 6.220960574271785e-16],
    [-2, 0.9772498680518208],
  ])('has its tail above %d', (z, chance) => {
    expect(upperTail(z) / chance).toBeCloseTo(1, 10);
  });
});

describe('intervals', () => {
  it('agree with Fagerland and others 2015 (7 of 34 and 1 of 34)', () => {
    const [a, b] = [
      { chosen: 7, size: 34 },
      { chosen: 1, size: 34 },
    ];
    const ratio = koopman(a, b);
    expect(ratio.low).toBeCloseTo(1.220853, 6);
    expect(ratio.high).toBeCloseTo(42.575718, 6);
    const difference = newcombe(a, b);
    expect(difference.low).toBeCloseTo(0.019, 3);
    expect(difference.high).toBeCloseTo(0.34, 3);
  });

  it('agree with Wilson (81 of 263: Newcombe 1998, table I)', () => {
    expect(wilson({ chosen: 81, size: 263 })).toEqual({
      low: expect.closeTo(0.2553, 4),
      high: expect.closeTo(0.3662, 4),
    });
    expect(wilson({ chosen: 0, size: 20 }).low).toBe(0);
    expect(wilson({ chosen: 29, size: 29 }).high).toBe(1);
  });

  it('hold the ratio and the difference that was seen', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const difference = newcombe(a, b);
        const seen = rateOf(a) - rateOf(b);
        expect(difference.low).toBeLessThanOrEqual(seen + 1e-9);
        expect(difference.high).toBeGreaterThanOrEqual(seen - 1e-9);
        if (b.chosen === 0) return;
        const ratio = koopman(a, b);
        expect(ratio.low).toBeLessThanOrEqual(rateOf(a) / rateOf(b) + 1e-9);
        expect(ratio.high).toBeGreaterThanOrEqual(rateOf(a) / rateOf(b) - 1e-9);
      }),
    );
  });

  it('of a ratio turn over with it', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        fc.pre(a.chosen > 0 && b.chosen > 0);
        const [one, other] = [koopman(a, b), koopman(b, a)];
        expect(one.low * other.high).toBeCloseTo(1, 6);
      }),
    );
  });

  it('say nothing of a ratio to nobody chosen but that it has no upper end', () => {
    const none = { chosen: 0, size: 20 };
    const some = { chosen: 3, size: 20 };
    expect(koopman(none, some).low).toBe(0);
    expect(koopman(some, none).high).toBe(Infinity);
    expect(koopman(none, none)).toEqual({ low: 0, high: Infinity });
  });

  it('are narrower the more people there are', () => {
    const width = (times: number) => {
      const { low, high } = koopman(
        { chosen: 4 * times, size: 10 * times },
        { chosen: 6 * times, size: 10 * times },
      );
      return high - low;
    };
    expect(width(10)).toBeLessThan(width(1));
    expect(width(100)).toBeLessThan(width(10));
  });
});

describe('the chance of a difference', () => {
  it('is what a chi-squared test without correction says (R: prop.test(c(15, 30), c(100, 100), correct = FALSE))', () => {
    expect(chanceOf({ chosen: 15, size: 100 }, { chosen: 30, size: 100 }, 1)).toBeCloseTo(
      0.01104,
      4,
    );
  });

  it('is the confidence’s own where the interval ends', () => {
    const [a, b] = [
      { chosen: 12, size: 60 },
      { chosen: 30, size: 70 },
    ];
    const { low, high } = koopman(a, b, 0.9);
    expect(chanceOf(a, b, low)).toBeCloseTo(0.1, 9);
    expect(chanceOf(a, b, high)).toBeCloseTo(0.1, 9);
  });

  it('is adjusted for how many were looked at, in their order (R: p.adjust(c(.01, .04, .03), "holm"))', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06].map((p) => expect.closeTo(p, 12)));
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});
