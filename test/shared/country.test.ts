import { describe, expect, it } from 'vitest';
import { isCountry } from '../../shared/country.ts';

describe('isCountry', () => {
  it.each(['DE', 'GB', 'US', 'US-CA', 'GB-SCT', 'BR-SP', 'EU'])('takes %s', (code) => {
    expect(isCountry(code)).toBe(true);
  });

  it.each(['UK', 'XX', 'ZZ', 'de', '', 'DEU', 'US-', 'US-california', 'US-CA-1', '__proto__'])(
    'refuses %j',
    (code) => {
      expect(isCountry(code)).toBe(false);
    },
  );
});
