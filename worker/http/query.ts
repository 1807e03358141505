import * as v from 'valibot';

/* What several routes read from their address. Messages say what is expected, and repeat nothing. */

/** An ISO 8601 time with its zone, into milliseconds since 1970 UTC. */
export const instant = v.pipe(
  v.string(),
  v.isoTimestamp('must be an ISO 8601 time with its zone: 2026-05-03T09:00:00Z.'),
  v.transform(toInstant),
  v.number('must be a time that exists, from 1970 on.'),
);

/** Temporal refuses days such as 31 February, where `Date.parse` moves them. */
function toInstant(text: string): number | undefined {
  try {
    const { epochMilliseconds } = Temporal.Instant.from(text);
    return epochMilliseconds >= 0 ? epochMilliseconds : undefined;
  } catch {
    return undefined;
  }
}

export const wholeNumber = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,15}$/, 'must be a whole number, from 1.'),
  v.transform(Number),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);

/** How many entries a page has. */
export function limit({ usual, most }: { usual: number; most: number }) {
  return v.optional(v.pipe(wholeNumber, v.maxValue(most, `must be at most ${most}.`)), `${usual}`);
}
