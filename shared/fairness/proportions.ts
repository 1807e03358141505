import { bisect, quantileFor, upperTail } from './normal.ts';

/** How many of a group were chosen. Whole numbers, `chosen` at most `size`. */
export type Share = { readonly chosen: number; readonly size: number };

export type Interval = { readonly low: number; readonly high: number };

export const rateOf = ({ chosen, size }: Share): number => chosen / size;

/** Score interval of one proportion (Wilson 1927). */
export function wilson({ chosen, size }: Share, confidence = 0.95): Interval {
  const z = quantileFor(confidence);
  const rate = chosen / size;
  const scale = 1 + (z * z) / size;
  const middle = rate + (z * z) / (2 * size);
  const reach = z * Math.sqrt((rate * (1 - rate)) / size + (z * z) / (4 * size * size));
  return {
    low: chosen === 0 ? 0 : (middle - reach) / scale,
    high: chosen === size ? 1 : (middle + reach) / scale,
  };
}

/** Interval of the difference of two rates, `of` less `to` (Newcombe 1998, method 10). */
export function newcombe(of: Share, to: Share, confidence = 0.95): Interval {
  const [a, b] = [wilson(of, confidence), wilson(to, confidence)];
  const difference = rateOf(of) - rateOf(to);
  return {
    low: difference - Math.hypot(rateOf(of) - a.low, b.high - rateOf(to)),
    high: difference + Math.hypot(a.high - rateOf(of), rateOf(to) - b.low),
  };
}

/**
 * Score interval of the ratio of two rates, `of` over `to` (Koopman 1984): every ratio that a chi-squared
 * test does not refuse. `high` is Infinity where nobody of `to` was chosen.
 */
export function koopman(of: Share, to: Share, confidence = 0.95): Interval {
  const bound = quantileFor(confidence) ** 2;
  const excess = (logRatio: number) => chiSquared(of, to, Math.exp(logRatio)) - bound;
  // The test statistic is 0 at the ratio seen, and grows to either side.
  const seen = Math.log(
    (of.chosen + 0.5) / (of.size + 0.5) / ((to.chosen + 0.5) / (to.size + 0.5)),
  );
  const least = of.chosen > 0 && to.chosen > 0 ? Math.log(rateOf(of) / rateOf(to)) : seen;
  return {
    low: of.chosen === 0 ? 0 : Math.exp(bisect(excess, least - 40, least)),
    high: to.chosen === 0 ? Infinity : Math.exp(bisect(excess, least, least + 40)),
  };
}

/** How likely so large a difference from `ratio` is by chance, to either side, if `ratio` is the true one. */
export function chanceOf(of: Share, to: Share, ratio: number): number {
  return 2 * upperTail(Math.sqrt(chiSquared(of, to, ratio)));
}

/** The score statistic of the hypothesis that the rate of `of` is `ratio` times that of `to`. */
function chiSquared(of: Share, to: Share, ratio: number): number {
  const all = of.size + to.size;
  const b = ratio * (of.size + to.chosen) + of.chosen + to.size;
  const root = b * b - 4 * ratio * all * (of.chosen + to.chosen);
  const first = Math.min(1, (b - Math.sqrt(Math.max(0, root))) / (2 * all));
  const second = Math.min(1, first / ratio);
  return term(of, first) + term(to, second);
}

function term({ chosen, size }: Share, expected: number): number {
  const variance = size * expected * (1 - expected);
  const off = (chosen - size * expected) ** 2;
  // Rounding leaves a little of nothing where the expected rate is 0 or 1 and so is the seen one.
  if (variance < 1e-12) return off < 1e-9 ? 0 : Infinity;
  return off / variance;
}

/** Chances adjusted for how many were looked at together (Holm 1979), in their order. */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, index) => index).toSorted((a, b) => chances[a]! - chances[b]!);
  const adjusted = chances.map(() => 1);
  let most = 0;
  for (const [rank, index] of order.entries()) {
    most = Math.max(most, Math.min(1, chances[index]! * (chances.length - rank)));
    adjusted[index] = most;
  }
  return adjusted;
}
