/** Two-sided: `quantileFor(0.95)` is 1.96. `confidence` is between 0 and 1. */
export function quantileFor(confidence: number): number {
  const tail = (1 - confidence) / 2;
  return bisect((z) => upperTail(z) - tail, 0, 40);
}

/** P(Z > z) of the standard normal distribution, to 1e-15 relative for all that matters here. */
export function upperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/** Where a falling or rising function crosses 0 between two places at which its signs differ. */
export function bisect(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  const rises = f(low) < 0;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (f(middle) < 0 === rises) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The complementary error function: its Taylor series below 3, a continued fraction above (Abramowitz and
 * Stegun 7.1.6 and 7.1.14, https://personal.math.ubc.ca/~cbm/aands/).
 */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  return x < 3 ? 1 - series(x) : fraction(x);
}

function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function fraction(x: number): number {
  let value = x;
  for (let n = 60; n > 0; n--) value = x + n / 2 / value;
  return Math.exp(-x * x) / (value * Math.sqrt(Math.PI));
}
