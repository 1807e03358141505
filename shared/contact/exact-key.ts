import type { Identifier } from './types.ts';

/** The key under which all that is known of the identifier is kept; what a grant's `identifierKey` holds. */
export function exactKey({ type, value }: Identifier): string {
  return `${type}=${value}`;
}
