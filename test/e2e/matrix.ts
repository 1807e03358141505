import type { BrowserName } from '../../scripts/lib/driver.ts';

/**
 * A no is tried on every way in both browsers. What may go, and the generations of a page, are shared out
 * between them, since all of it takes a quarter of an hour: `HEED_MATRIX=all npm test` tries all in both.
 */
export function shareOf<T>(all: readonly T[], browser: BrowserName): readonly T[] {
  if (process.env['HEED_MATRIX'] === 'all') return all;
  return all.filter((_, at) => at % 2 === (browser === 'chromium' ? 0 : 1));
}
