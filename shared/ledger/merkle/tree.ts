import type { Result } from '../../result.ts';
import type { Frontier } from './frontier.ts';
import { appendLeaf, emptyFrontier, frontierRoot } from './frontier.ts';
import type { TreeHasher } from './hasher.ts';
import type { NodeReader } from './prove.ts';
import { buildProof, planConsistency, planInclusion } from './prove.ts';

/** A tree that is wholly in memory: for export files, tests and small logs. */
export type Tree = {
  readonly append: (leafHash: Uint8Array) => void;
  readonly size: () => number;
  readonly root: () => Uint8Array;
  /** `size` may be that of any earlier state of the tree. Errors: `ledger.proof.*`. */
  readonly proveInclusion: (index: number, size: number) => Result<Uint8Array[]>;
  readonly proveConsistency: (size1: number, size2: number) => Result<Uint8Array[]>;
};

export function createTree(hasher: TreeHasher): Tree {
  const levels: Uint8Array[][] = [];
  let frontier: Frontier = emptyFrontier;
  const read: NodeReader = ({ level, index }) => levels[level]?.[index];
  return {
    append(leafHash) {
      frontier = appendLeaf(frontier, leafHash, hasher, (level, index, hash) => {
        (levels[level] ??= [])[index] = hash;
      });
    },
    size: () => frontier.size,
    root: () => frontierRoot(frontier, hasher),
    proveInclusion(index, size) {
      const plan = planInclusion(index, size);
      return plan.ok ? buildProof(plan.value, read, hasher) : plan;
    },
    proveConsistency(size1, size2) {
      const plan = planConsistency(size1, size2);
      return plan.ok ? buildProof(plan.value, read, hasher) : plan;
    },
  };
}
