import type { Finding, Tier } from './finding.ts';
import { tokenise } from './tokens.ts';

/** How much of a message rests on what is private to its reader, or on what they were seen to do. */
export type Personal = {
  /** Sentences with words in them, and those of them that say something private of the reader. */
  readonly sentences: number;
  readonly resting: number;
  /** 0 to 1: by words, so that a long sentence counts for more than a greeting. */
  readonly share: number;
};

/** What is private, or was observed. Deception, abuse and presumed culture are other faults. */
const personalTiers = new Set<Tier>(['S1', 'S2', 'S3', 'P']);

/** Advice alone: no rule is decided by it. */
export function personalShare(body: string, findings: readonly Finding[]): Personal {
  const { count, start, sentence } = tokenise(body);
  const spans = findings.flatMap(({ span, tier }) =>
    span.field === 'body' && personalTiers.has(tier) ? [span] : [],
  );
  const lengths: number[] = [];
  const resting = new Set<number>();
  for (let word = 0; word < count; word++) {
    const of = sentence[word]!;
    lengths[of] = (lengths[of] ?? 0) + 1;
    const at = start[word]!;
    if (spans.some((span) => at >= span.start && at < span.end)) resting.add(of);
  }
  const words = [...resting].reduce((sum, one) => sum + lengths[one]!, 0);
  return {
    sentences: lengths.length,
    resting: resting.size,
    share: count === 0 ? 0 : words / count,
  };
}
