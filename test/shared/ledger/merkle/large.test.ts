import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinHashes } from '../../../../shared/ledger/merkle/frontier.ts';
import type { NodeReader } from '../../../../shared/ledger/merkle/prove.ts';
import {
  buildProof,
  planConsistency,
  planInclusion,
} from '../../../../shared/ledger/merkle/prove.ts';
import { completeNodes } from '../../../../shared/ledger/merkle/spans.ts';
import { verifyConsistency, verifyInclusion } from '../../../../shared/ledger/merkle/verify.ts';
import { bytes, hasher, valueOf } from '../tools.ts';

/*
 * Logs too large to build: all entries alike but one, so that the hash of a complete subtree depends
 * on its level and on whether that one entry is in it.
 */
const special = hasher.leaf(bytes('special'));
const alike = [hasher.leaf(bytes('alike'))];
for (let level = 1; level <= 53; level++)
  alike.push(hasher.node(alike[level - 1]!, alike[level - 1]!));

function readerOf(index: number): NodeReader {
  const around = [special];
  for (let level = 1; level <= 53; level++) {
    const beside = alike[level - 1]!;
    const inner = around[level - 1]!;
    const isLeft = Math.floor(index / 2 ** (level - 1)) % 2 === 0;
    around.push(isLeft ? hasher.node(inner, beside) : hasher.node(beside, inner));
  }
  return (node) =>
    Math.floor(index / 2 ** node.level) === node.index ? around[node.level] : alike[node.level];
}

function rootOf(size: number, read: NodeReader): Uint8Array {
  const hashes = completeNodes({ start: 0, end: size }).map((node) => read(node)!);
  return joinHashes(hashes, hasher);
}

const size = fc.oneof(
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52, 2 ** 53 - 1),
  fc.integer({ min: 2, max: 2 ** 53 - 1 }),
);

describe('logs beyond 32 bits', () => {
  it('prove an entry anywhere, and no other in its place', () => {
    fc.assert(
      fc.property(
        size,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, part) => {
          const index = Math.floor(part * n);
          const read = readerOf(index);
          const proof = valueOf(buildProof(valueOf(planInclusion(index, n)), read, hasher));
          const claim = { index, size: n, leafHash: special, root: rootOf(n, read), proof };
          expect(verifyInclusion(claim, hasher).ok).toBe(true);
          expect(verifyInclusion({ ...claim, index: index === 0 ? 1 : index - 1 }, hasher).ok).toBe(
            false,
          );
          expect(verifyInclusion({ ...claim, leafHash: alike[0]! }, hasher).ok).toBe(false);
        },
      ),
    );
  });

  it('prove their growth, and not that of a log with another past', () => {
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [size1, size2] = a < b ? [a, b] : [b, a];
        const read = readerOf(size1 - 1);
        const proof = valueOf(buildProof(valueOf(planConsistency(size1, size2)), read, hasher));
        const [root1, root2] = [rootOf(size1, read), rootOf(size2, read)];
        const claim = { size1, root1, size2, root2, proof };
        expect(verifyConsistency(claim, hasher).ok).toBe(true);
        const other = rootOf(size1, readerOf(2 ** 53));
        expect(verifyConsistency({ ...claim, root1: other }, hasher).ok).toBe(false);
      }),
    );
  });
});
