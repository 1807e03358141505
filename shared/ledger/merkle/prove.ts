import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { joinHashes } from './frontier.ts';
import type { TreeHasher } from './hasher.ts';
import type { NodeId, Span } from './spans.ts';
import { completeNodes, consistencySpans, inclusionSpans, isSize } from './spans.ts';

/** Looks up the hash of a complete subtree; `undefined` when there is none. */
export type NodeReader = (node: NodeId) => Uint8Array | undefined;

/** What a proof is made of, for a store that reads all of it in one query. */
export function nodesOf(spans: readonly Span[]): NodeId[] {
  return spans.flatMap(completeNodes);
}

/** The subtrees that prove entry `index` (from 0) in the tree of the first `size` entries. */
export function planInclusion(index: number, size: number): Result<Span[]> {
  if (!isSize(size) || !isSize(index) || index >= size)
    return fail(
      'ledger.proof.index',
      'Ask for an entry by its number, from 0 to one below the tree size.',
    );
  return ok(inclusionSpans(index, size));
}

/** The subtrees that prove that the first `size1` of `size2` entries are the older tree. */
export function planConsistency(size1: number, size2: number): Result<Span[]> {
  if (!isSize(size1) || !isSize(size2) || size1 < 1 || size1 > size2)
    return fail('ledger.proof.sizes', 'Ask for two tree sizes, the older first and at least 1.');
  return ok(consistencySpans(size1, size2));
}

/** The hashes of a planned proof, in the order in which RFC 9162 sends them. */
export function buildProof(
  spans: readonly Span[],
  read: NodeReader,
  hasher: TreeHasher,
): Result<Uint8Array[]> {
  const proof: Uint8Array[] = [];
  for (const span of spans) {
    const hashes: Uint8Array[] = [];
    for (const node of completeNodes(span)) {
      const hash = read(node);
      if (!hash)
        return fail(
          'ledger.proof.node-missing',
          `The store lacks the hash of subtree ${node.index} at level ${node.level}.`,
        );
      hashes.push(hash);
    }
    proof.push(joinHashes(hashes, hasher));
  }
  return ok(proof);
}
