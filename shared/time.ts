/** Milliseconds since 1970-01-01T00:00:00Z. Always passed in; nothing in `shared` reads a clock. */
export type Instant = number;

/** `2026-05-03T00:00:00.000Z`. */
export function toIso(instant: Instant): string {
  return new Date(instant).toISOString();
}
