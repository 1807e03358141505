/** A purpose x channel, where either may be `all`. */
export type Scope = { readonly purpose: string; readonly channel: string };

/** Whether `outer` reaches everything that `inner` does. */
export function covers(outer: Scope, inner: Scope): boolean {
  return (
    (outer.purpose === 'all' || outer.purpose === inner.purpose) &&
    (outer.channel === 'all' || outer.channel === inner.channel)
  );
}

/**
 * Whether a mark speaks about a question. `purposes` is the asked purpose followed by its parents:
 * a no to direct marketing is a no to the newsletter below it.
 */
export function speaksOf(mark: Scope, purposes: readonly string[], channel: string): boolean {
  return (
    (mark.channel === 'all' || mark.channel === channel) &&
    (mark.purpose === 'all' || purposes.includes(mark.purpose))
  );
}
