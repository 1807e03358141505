import lines from '../country-codes.json' with { type: 'json' };

// In a script for pages `extension/guard/given-tables.ts` stands in this place (`scripts/lib/slim.ts`).

/** Every ISO 3166-1 code. */
export const countryCodes: readonly string[] = lines.flatMap((line) => line.split(' '));
