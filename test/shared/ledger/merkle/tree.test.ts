import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  emptyFrontier,
  frontierRoot,
  readFrontier,
} from '../../../../shared/ledger/merkle/frontier.ts';
import { bytes, entries, hasher, hex, problemOf, rfc, treeOf, valueOf } from '../tools.ts';

const node = hasher.node;

describe('the tree hash', () => {
  it('of nothing is the SHA-256 of nothing', () => {
    expect(hex(treeOf([]).root())).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('of one empty entry is the SHA-256 of a zero byte', () => {
    expect(hex(treeOf([bytes('')]).root())).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });

  it('tells entries and inner nodes apart, so that neither can pass for the other', () => {
    const [left, right] = [hasher.leaf(bytes('a')), hasher.leaf(bytes('b'))];
    const forged = new Uint8Array([...left, ...right]);
    expect(hasher.leaf(forged)).not.toEqual(node(left, right));
  });

  it('hashes entries of any length, and does not mix them up', () => {
    const list = [4094, 4095, 4096, 10_000, 3].map((length) => new Uint8Array(length).fill(length));
    expect(treeOf(list).root()).toEqual(rfc.root(list));
  });

  it('is what the RFC’s definition gives, for every size to 40', () => {
    const list = entries(40);
    for (let size = 0; size <= 40; size++) {
      const part = list.slice(0, size);
      expect(hex(treeOf(part).root())).toBe(hex(rfc.root(part)));
      expect(treeOf(part).size()).toBe(size);
    }
  });
});

// The tree of seven entries drawn in RFC 9162 section 2.1.5, built by hand from its picture.
describe('the example of RFC 9162 section 2.1.5', () => {
  const list = entries(7);
  const [a, b, c, d, e, f, j] = list.map(hasher.leaf) as [Uint8Array, ...Uint8Array[]];
  const [g, h, i] = [node(a, b!), node(c!, d!), node(e!, f!)];
  const [k, l] = [node(g, h), node(i, j!)];
  const tree = treeOf(list);

  it('has the root that the picture shows', () => {
    expect(tree.root()).toEqual(node(k, l));
  });

  it.each<[number, (Uint8Array | undefined)[]]>([
    [0, [b, h, l]],
    [3, [c, g, l]],
    [4, [f, j, k]],
    [6, [i, k]],
  ])('proves entry d%i by the hashes that the RFC lists', (index, proof) => {
    expect(valueOf(tree.proveInclusion(index, 7))).toEqual(proof);
  });

  it.each<[number, (Uint8Array | undefined)[]]>([
    [3, [c, d, g, l]],
    [4, [l]],
    [6, [i, j, k]],
  ])('proves growth from %i entries by the hashes that the RFC lists', (size, proof) => {
    expect(valueOf(tree.proveConsistency(size, 7))).toEqual(proof);
  });
});

describe('the frontier', () => {
  it('grows one by one into the root of all at once', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 80 }), (list) => {
        let frontier = emptyFrontier;
        for (const entry of list) frontier = appendLeaf(frontier, hasher.leaf(entry), hasher);
        expect(frontierRoot(frontier, hasher)).toEqual(rfc.root(list));
      }),
    );
  });

  it('can be put away and taken up at any size', () => {
    const list = entries(40);
    let frontier = emptyFrontier;
    for (const entry of list) {
      frontier = valueOf(readFrontier(frontier.size, frontier.hashes));
      frontier = appendLeaf(frontier, hasher.leaf(entry), hasher);
    }
    expect(frontierRoot(frontier, hasher)).toEqual(rfc.root(list));
  });

  it('leaves the frontier that it grew from as it was', () => {
    const before = appendLeaf(emptyFrontier, hasher.leaf(bytes('a')), hasher);
    const root = frontierRoot(before, hasher);
    appendLeaf(before, hasher.leaf(bytes('b')), hasher);
    expect(frontierRoot(before, hasher)).toEqual(root);
  });

  it('hands out every complete subtree once, when it is finished', () => {
    const kept: string[] = [];
    let frontier = emptyFrontier;
    for (const entry of entries(4))
      frontier = appendLeaf(frontier, hasher.leaf(entry), hasher, (level, index) => {
        kept.push(`${level}/${index}`);
      });
    expect(kept).toEqual(['0/0', '0/1', '1/0', '0/2', '0/3', '1/1', '2/0']);
  });

  it.each([
    ['size', -1, 0],
    ['size', 1.5, 1],
    ['size', 2 ** 53, 1],
    ['count', 3, 1],
    ['count', 4, 2],
    ['count', 0, 1],
  ])('refuses a stored one whose %s is wrong (%d entries, %i hashes)', (what, size, count) => {
    const hashes = Array.from({ length: count }, () => new Uint8Array(32));
    expect(problemOf(readFrontier(size, hashes)).code).toBe(`ledger.frontier.${what}`);
  });

  it('refuses a stored one with a cut hash', () => {
    const problem = problemOf(readFrontier(3, [new Uint8Array(32), new Uint8Array(31)]));
    expect(problem).toMatchObject({
      code: 'ledger.frontier.hash',
      message: 'Hash 1 does not have 32 bytes.',
    });
  });
});
