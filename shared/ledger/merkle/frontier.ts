import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import type { TreeHasher } from './hasher.ts';
import { hashSize } from './hasher.ts';
import { completeNodes, isSize } from './spans.ts';

/**
 * All that a growing tree has to remember: how many entries it has and the hashes of the complete
 * subtrees they fall into, the largest first (a "compact range"). At most 53 hashes.
 */
export type Frontier = { readonly size: number; readonly hashes: readonly Uint8Array[] };

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** Takes up a stored frontier; refuses one whose hashes do not belong to its size. */
export function readFrontier(size: number, hashes: readonly Uint8Array[]): Result<Frontier> {
  if (!isSize(size))
    return fail('ledger.frontier.size', 'A tree size is a whole number from 0 to 2^53 - 1.');
  const wanted = completeNodes({ start: 0, end: size }).length;
  if (hashes.length !== wanted)
    return fail(
      'ledger.frontier.count',
      `A tree of ${size} entries has ${wanted} complete subtrees, not ${hashes.length}.`,
    );
  const wrong = hashes.findIndex((hash) => hash.length !== hashSize);
  if (wrong >= 0)
    return fail('ledger.frontier.hash', `Hash ${wrong} does not have ${hashSize} bytes.`);
  return ok({ size, hashes });
}

/**
 * The frontier with one entry more. `keep` gets every complete subtree that the entry finishes,
 * itself first: what a store needs to keep for building proofs later.
 */
export function appendLeaf(
  frontier: Frontier,
  leafHash: Uint8Array,
  hasher: TreeHasher,
  keep?: (level: number, index: number, hash: Uint8Array) => void,
): Frontier {
  const hashes = [...frontier.hashes];
  let hash = leafHash;
  let index = frontier.size;
  keep?.(0, index, hash);
  for (let level = 1; index % 2 === 1; level++) {
    hash = hasher.node(hashes.pop()!, hash);
    index = (index - 1) / 2;
    keep?.(level, index, hash);
  }
  hashes.push(hash);
  return { size: frontier.size + 1, hashes };
}

/** The root hash (RFC 9162 section 2.1.1). */
export function frontierRoot(frontier: Frontier, hasher: TreeHasher): Uint8Array {
  return frontier.size === 0 ? hasher.empty() : joinHashes(frontier.hashes, hasher);
}

/** The hash over neighbouring complete subtrees, the largest first. Requires at least one. */
export function joinHashes(hashes: readonly Uint8Array[], hasher: TreeHasher): Uint8Array {
  return hashes.reduceRight((right, left) => hasher.node(left, right));
}
