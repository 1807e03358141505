import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { toBase64 } from '../../text/base64.ts';
import { sameBytes } from '../bytes.ts';
import type { TreeHasher } from './hasher.ts';
import { hashSize } from './hasher.ts';
import { planConsistency, planInclusion } from './prove.ts';

export type InclusionClaim = {
  /** The entry's place, from 0. */
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * Whether the proof leads from the entry to the root (RFC 9162 section 2.1.3.2). The number of
 * hashes is settled by index and size, so a proof of another length is refused before any hashing.
 * A proof does not settle the size itself: that comes from a checkpoint whose signature was checked.
 * Errors: `ledger.proof.index`, `.length`, `.hash-size`, `.root-differs`.
 */
export function verifyInclusion(claim: InclusionClaim, hasher: TreeHasher): Result<undefined> {
  const plan = planInclusion(claim.index, claim.size);
  if (!plan.ok) return plan;
  const shape = checkShape(claim.proof, plan.value.length, [claim.leafHash, claim.root], hashSize);
  if (!shape.ok) return shape;
  let hash = claim.leafHash;
  for (let at = 0; at < claim.proof.length; at++) {
    const beside = claim.proof[at]!;
    const isRight = plan.value[at]!.start > claim.index;
    hash = isRight ? hasher.node(hash, beside) : hasher.node(beside, hash);
  }
  return sameRoot(hash, claim.root, claim.size);
}

export type ConsistencyClaim = {
  readonly size1: number;
  readonly root1: Uint8Array;
  readonly size2: number;
  readonly root2: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/**
 * Whether the older tree is the beginning of the newer one (RFC 9162 section 2.1.4.2). An older tree
 * of size 0 is refused: nothing can be proven about it.
 * Errors: `ledger.proof.sizes`, `.length`, `.hash-size`, `.root-differs`.
 */
export function verifyConsistency(claim: ConsistencyClaim, hasher: TreeHasher): Result<undefined> {
  const { size1, root1, proof } = claim;
  const plan = planConsistency(size1, claim.size2);
  if (!plan.ok) return plan;
  const spans = plan.value;
  const shape = checkShape(proof, spans.length, [root1], claim.root2.length);
  if (!shape.ok) return shape;
  // The lowest subtree ends where the old tree ends; where it is the old tree, its root starts both.
  const seeded = spans[0]?.end === size1;
  const seed = seeded ? proof[0]! : root1;
  let older = seed;
  let newer = seed;
  for (const [at, span] of spans.entries()) {
    if (at === 0 && seeded) continue;
    const beside = proof[at]!;
    if (span.start >= size1) {
      newer = hasher.node(newer, beside);
    } else {
      older = hasher.node(beside, older);
      newer = hasher.node(beside, newer);
    }
  }
  const first = sameRoot(older, root1, size1);
  return first.ok ? sameRoot(newer, claim.root2, claim.size2) : first;
}

function checkShape(
  proof: readonly Uint8Array[],
  wanted: number,
  given: readonly Uint8Array[],
  bytes: number,
): Result<undefined> {
  if (proof.length !== wanted)
    return fail(
      'ledger.proof.length',
      `The proof has ${proof.length} hashes; for these sizes it takes ${wanted}.`,
    );
  if ([...given, ...proof].some((hash) => hash.length !== bytes))
    return fail(
      'ledger.proof.hash-size',
      `A hash in the proof, or one that it is to prove, does not have ${bytes} bytes.`,
    );
  return ok(undefined);
}

function sameRoot(calculated: Uint8Array, claimed: Uint8Array, size: number): Result<undefined> {
  if (sameBytes(calculated, claimed)) return ok(undefined);
  return fail(
    'ledger.proof.root-differs',
    `For ${size} entries the proof leads to the root ${toBase64(calculated)}, not to ${toBase64(claimed)}.`,
  );
}
