const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** When to try again after each attempt that failed, counted from it: three days and three and a half hours in all, as Standard Webhooks recommends. */
const delays = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** An endpoint where nothing has arrived for as long as a message is tried is switched off. */
export const patience = delays.reduce((sum, delay) => sum + delay);

const longestWish = 24 * hour;

/**
 * In how many milliseconds to try again after so many attempts; `undefined` when it is enough. What
 * failed together does not come back together (`random` is from 0 to 1), and the receiver's own wish
 * (`Retry-After`, in seconds) is heeded.
 */
export function delayAfter(
  attempts: number,
  { random, retryAfter = 0 }: { random: number; retryAfter?: number },
): number | undefined {
  const delay = delays[attempts - 1];
  if (delay === undefined) return undefined;
  const spread = Math.round(delay * (1 + random / 10));
  return Math.max(spread, Math.min(retryAfter * second, longestWish));
}
