import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsistencyClaim } from '../../../../shared/ledger/merkle/verify.ts';
import { verifyConsistency } from '../../../../shared/ledger/merkle/verify.ts';
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
const roots = Array.from({ length: 71 }, (_, size) => rfc.root(all.slice(0, size)));

function claimOf(size1: number, size2: number): ConsistencyClaim {
  const proof = valueOf(tree.proveConsistency(size1, size2));
  return { size1, root1: roots[size1]!, size2, root2: roots[size2]!, proof };
}

const trueClaim = fc
  .integer({ min: 1, max: 70 })
  .chain((size2) => fc.integer({ min: 1, max: size2 }).map((size1) => claimOf(size1, size2)));

describe('a proof that the log has only grown', () => {
  it('is the RFC’s, and verifies, between any two sizes to 33', () => {
    for (let size2 = 1; size2 <= 33; size2++)
      for (let size1 = 1; size1 <= size2; size1++) {
        const claim = claimOf(size1, size2);
        expect(claim.proof).toEqual(rfc.subproof(size1, all.slice(0, size2), true));
        expect(verifyConsistency(claim, hasher)).toEqual({ ok: true, value: undefined });
      }
  });

  it('is refused when one bit of it or of either root is changed', () => {
    fc.assert(
      fc.property(trueClaim, fc.nat(), fc.nat(), (claim, which, bit) => {
        const hashes = [claim.root1, claim.root2, ...claim.proof];
        const at = which % hashes.length;
        hashes[at] = flipBit(hashes[at]!, bit);
        const [root1, root2, ...proof] = hashes as [Uint8Array, Uint8Array];
        expect(verifyConsistency({ ...claim, root1, root2, proof }, hasher).ok).toBe(false);
      }),
    );
  });

  it('is refused when a hash is left out, added or moved', () => {
    fc.assert(
      fc.property(trueClaim, fc.nat(), fc.constantFrom(0, 1, 2), (claim, which, how) => {
        fc.pre(claim.proof.length > 1);
        const proof = [...claim.proof];
        const at = which % proof.length;
        if (how === 0) proof.splice(at, 1);
        if (how === 1) proof.splice(at, 0, proof[at]!);
        if (how === 2) proof.push(...proof.splice(at === proof.length - 1 ? 0 : at, 1));
        expect(verifyConsistency({ ...claim, proof }, hasher).ok).toBe(false);
      }),
    );
  });

  it('does not exist for a log whose past was rewritten', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(size, size, fc.nat(), fc.boolean(), (a, b, where, honest) => {
        const [size1, size2] = a < b ? [a, b] : [b, a];
        const forged = all.slice(0, size2);
        forged[where % size1] = new Uint8Array([1, 2, 3]);
        const rewritten = treeOf(forged);
        const proof = valueOf((honest ? tree : rewritten).proveConsistency(size1, size2));
        const claim = { size1, root1: roots[size1]!, size2, root2: rewritten.root(), proof };
        expect(problemOf(verifyConsistency(claim, hasher)).code).toBe('ledger.proof.root-differs');
      }),
    );
  });

  it('is not fooled by the two roots changing places', () => {
    fc.assert(
      fc.property(trueClaim, (claim) => {
        fc.pre(claim.size1 !== claim.size2);
        const swapped = { ...claim, root1: claim.root2, root2: claim.root1 };
        expect(verifyConsistency(swapped, hasher).ok).toBe(false);
      }),
    );
  });

  it('says which of the two trees it does not lead to', () => {
    const claim = claimOf(5, 9);
    const first = verifyConsistency({ ...claim, root1: roots[4]! }, hasher);
    expect(problemOf(first).message).toMatch(/^For 5 entries the proof leads to the root .+=, not/);
    const second = verifyConsistency({ ...claim, root2: roots[8]! }, hasher);
    expect(problemOf(second).message).toMatch(/^For 9 entries/);
  });

  it.each([
    [0, 5],
    [0, 0],
    [6, 5],
    [-1, 5],
    [1.5, 5],
    [1, 2 ** 53],
    [NaN, 5],
  ])('is neither built nor believed from %d to %d entries', (size1, size2) => {
    expect(problemOf(tree.proveConsistency(size1, size2)).code).toBe('ledger.proof.sizes');
    const claim = { size1, root1: roots[0]!, size2, root2: roots[0]!, proof: [] };
    expect(problemOf(verifyConsistency(claim, hasher)).code).toBe('ledger.proof.sizes');
  });

  it('never throws, whatever the numbers and hashes are', () => {
    const hash = fc.uint8Array({ maxLength: 40 });
    const claim = fc.record({
      size1: hostileNumber,
      size2: hostileNumber,
      root1: hash,
      root2: hash,
      proof: fc.array(hash, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(claim, (any) => {
        expect(typeof verifyConsistency(any, hasher).ok).toBe('boolean');
      }),
    );
  });
});
