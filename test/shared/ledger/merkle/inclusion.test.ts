import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InclusionClaim } from '../../../../shared/ledger/merkle/verify.ts';
import { verifyInclusion } from '../../../../shared/ledger/merkle/verify.ts';
import { buildProof, nodesOf, planInclusion } from '../../../../shared/ledger/merkle/prove.ts';
import {
  entries,
  flipBit,
  hasher,
  hostileNumber,
  problemOf,
  rfc,
  treeOf,
  valueOf,
} from '../tools.ts';

const all = entries(70);
const tree = treeOf(all);

/** A true claim about one of the first `size` entries. */
function claimOf(index: number, size: number): InclusionClaim {
  return {
    index,
    size,
    leafHash: hasher.leaf(all[index]!),
    root: rfc.root(all.slice(0, size)),
    proof: valueOf(tree.proveInclusion(index, size)),
  };
}

const trueClaim = fc
  .integer({ min: 1, max: 70 })
  .chain((size) => fc.nat({ max: size - 1 }).map((index) => claimOf(index, size)));

describe('a proof that an entry is in the log', () => {
  it('is the RFC’s, and verifies, for every entry of every size to 33', () => {
    for (let size = 1; size <= 33; size++)
      for (let index = 0; index < size; index++) {
        const claim = claimOf(index, size);
        expect(claim.proof).toEqual(rfc.path(index, all.slice(0, size)));
        expect(verifyInclusion(claim, hasher)).toEqual({ ok: true, value: undefined });
      }
  });

  it('is refused when one bit of it, of the entry or of the root is changed', () => {
    fc.assert(
      fc.property(trueClaim, fc.nat(), fc.nat(), (claim, which, bit) => {
        const hashes = [claim.leafHash, claim.root, ...claim.proof];
        const at = which % hashes.length;
        hashes[at] = flipBit(hashes[at]!, bit);
        const [leafHash, root, ...proof] = hashes as [Uint8Array, Uint8Array];
        const problem = problemOf(verifyInclusion({ ...claim, leafHash, root, proof }, hasher));
        expect(problem.code).toBe('ledger.proof.root-differs');
      }),
    );
  });

  it('is refused when a hash is left out, added, doubled or moved', () => {
    fc.assert(
      fc.property(trueClaim, fc.nat(), fc.constantFrom(0, 1, 2), (claim, which, how) => {
        fc.pre(claim.proof.length > 1);
        const proof = [...claim.proof];
        const at = which % proof.length;
        if (how === 0) proof.splice(at, 1);
        if (how === 1) proof.splice(at, 0, proof[at]!);
        if (how === 2) proof.push(...proof.splice(at === proof.length - 1 ? 0 : at, 1));
        expect(verifyInclusion({ ...claim, proof }, hasher).ok).toBe(false);
      }),
    );
  });

  it('is refused for any other place in the same log', () => {
    fc.assert(
      fc.property(trueClaim, hostileNumber, (claim, index) => {
        fc.pre(index !== claim.index);
        expect(verifyInclusion({ ...claim, index }, hasher).ok).toBe(false);
      }),
    );
  });

  it('says how many hashes it takes when there are too many or too few', () => {
    const claim = claimOf(5, 13);
    const short = problemOf(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }, hasher));
    expect(short).toEqual({
      code: 'ledger.proof.length',
      message: 'The proof has 3 hashes; for these sizes it takes 4.',
    });
    const long = Array.from({ length: 100_000 }, () => claim.root);
    expect(problemOf(verifyInclusion({ ...claim, proof: long }, hasher)).code).toBe(
      'ledger.proof.length',
    );
  });

  it('is refused when a hash has another length', () => {
    const claim = claimOf(2, 4);
    const proof = [claim.proof[0]!, claim.proof[1]!.slice(1)];
    for (const wrong of [{ proof }, { leafHash: new Uint8Array(0) }, { root: new Uint8Array(33) }])
      expect(problemOf(verifyInclusion({ ...claim, ...wrong }, hasher)).code).toBe(
        'ledger.proof.hash-size',
      );
  });

  it('is refused where the entry’s hash and the root are equal because both are missing', () => {
    const nothing = new Uint8Array(0);
    const claim = { index: 0, size: 1, leafHash: nothing, root: nothing, proof: [] };
    expect(problemOf(verifyInclusion(claim, hasher)).code).toBe('ledger.proof.hash-size');
  });

  it('never throws, whatever the numbers and hashes are', () => {
    const hash = fc.uint8Array({ maxLength: 40 });
    const claim = fc.record({
      index: hostileNumber,
      size: hostileNumber,
      leafHash: hash,
      root: hash,
      proof: fc.array(hash, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(claim, (any) => {
        expect(typeof verifyInclusion(any, hasher).ok).toBe('boolean');
      }),
    );
  });
});

describe('building it', () => {
  it('is refused for an entry that is not there', () => {
    for (const [index, size] of [
      [4, 4],
      [0, 0],
      [-1, 4],
      [0.5, 4],
      [1, 2 ** 53],
    ] as const)
      expect(problemOf(tree.proveInclusion(index, size)).code).toBe('ledger.proof.index');
  });

  it('names the hash that a store lacks', () => {
    expect(problemOf(tree.proveInclusion(0, 1000))).toEqual({
      code: 'ledger.proof.node-missing',
      message: 'The store lacks the hash of subtree 1 at level 6.',
    });
  });

  it('reads only the subtrees that it said it would', () => {
    const plan = valueOf(planInclusion(11, 70));
    const wanted = nodesOf(plan);
    expect(wanted.length).toBeLessThan(12);
    const read: unknown[] = [];
    valueOf(buildProof(plan, (node) => (read.push(node), new Uint8Array(32)), hasher));
    expect(read).toEqual(wanted);
  });
});
