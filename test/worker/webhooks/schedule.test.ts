import { describe, expect, it } from 'vitest';
import { delayAfter, patience } from '../../../worker/webhooks/schedule.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const after = (attempts: number, random = 0, retryAfter?: number) =>
  delayAfter(attempts, { random, ...(retryAfter !== undefined && { retryAfter }) });

describe('when to try again', () => {
  it('is as Standard Webhooks recommends, ten attempts over three days', () => {
    const delays = Array.from({ length: 10 }, (_, index) => after(index + 1));
    expect(delays).toEqual([
      5 * second,
      5 * minute,
      30 * minute,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
      undefined,
    ]);
    expect(patience).toBe(75 * hour + 35 * minute + 5 * second);
  });

  it('is spread, so that what failed together does not come back together', () => {
    expect(after(2, 0.5)).toBe(5.25 * minute);
    expect(after(2, 1)).toBe(5.5 * minute);
  });

  it('is not before the receiver wishes, within a day', () => {
    expect(after(1, 0, 3600)).toBe(hour);
    expect(after(1, 0, 10 * 86_400)).toBe(24 * hour);
    expect(after(4, 0, 60)).toBe(2 * hour);
    expect(after(10, 0, 60)).toBeUndefined();
  });
});
