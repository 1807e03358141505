import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildProof,
  planConsistency,
  planInclusion,
  nodesOf,
} from '../../../../shared/ledger/merkle/prove.ts';
import { createTree } from '../../../../shared/ledger/merkle/tree.ts';
import { joinBytes } from '../../../../shared/ledger/bytes.ts';
import { toHex, utf8 } from '../../../../worker/bytes.ts';
import { hasher } from '../../../../worker/store/entry.ts';
import type { Tiles } from '../../../../worker/store/log/tiles.ts';
import {
  grow,
  nodeReader,
  rightEdge,
  rootFrom,
  tileKey,
  tilesOf,
} from '../../../../worker/store/log/tiles.ts';

const leaf = (at: number) => hasher.leaf(utf8(`entry ${at}`));
const leaves = (start: number, end: number) =>
  joinBytes(...Array.from({ length: end - start }, (_, at) => leaf(start + at)));

/** Tiles filled in steps of these sizes. */
function filled(steps: readonly number[]): { tiles: Tiles; size: number } {
  const tiles: Tiles = new Map();
  let size = 0;
  for (const step of steps) {
    grow(tiles, size, leaves(size, size + step));
    size += step;
  }
  return { tiles, size };
}

/** The same tree, every node kept. */
function wholeTree(size: number) {
  const tree = createTree(hasher);
  for (let at = 0; at < size; at++) tree.append(leaf(at));
  return tree;
}

const steps = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 200, max: 600 })),
  {
    minLength: 1,
    maxLength: 5,
  },
);

describe('tiles', () => {
  it('have the root that the whole tree has, in whatever steps they grew', () => {
    fc.assert(
      fc.property(steps, (sizes) => {
        const { tiles, size } = filled(sizes);
        expect(toHex(rootFrom(tiles, size))).toBe(toHex(wholeTree(size).root()));
      }),
      { numRuns: 30 },
    );
  });

  it.each([0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000])(
    'have the root of a tree of %i',
    (size) => {
      expect(toHex(rootFrom(filled(size ? [size] : []).tiles, size))).toBe(
        toHex(wholeTree(size).root()),
      );
    },
  );

  it('grow from their right edge alone', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 700 }), (sizes, more) => {
        const { tiles, size } = filled(sizes);
        const edge: Tiles = new Map(
          rightEdge(size).map((id) => [tileKey(id), tiles.get(tileKey(id))!]),
        );
        expect([...edge.values()]).not.toContain(undefined);
        grow(edge, size, leaves(size, size + more));
        grow(tiles, size, leaves(size, size + more));
        expect(toHex(rootFrom(edge, size + more))).toBe(toHex(rootFrom(tiles, size + more)));
      }),
      { numRuns: 30 },
    );
  });

  it('keep what they hold, and say which have grown', () => {
    const { tiles, size } = filled([300]);
    const before = new Map(tiles);
    const grown = grow(tiles, size, leaves(300, 520));
    expect(grown.map(tileKey).sort()).toEqual(['0/1', '0/2', '1/0']);
    for (const [key, hashes] of before)
      expect(toHex(tiles.get(key)!).startsWith(toHex(hashes))).toBe(true);
  });

  it('give every proof that the whole tree gives, from the tiles that are named', () => {
    const { tiles, size } = filled([1000]);
    const tree = wholeTree(size);
    const sizes = fc.integer({ min: 1, max: size });
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (one, other, some) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const index = some % to;
        for (const [plan, expected] of [
          [planInclusion(index, to), tree.proveInclusion(index, to)],
          [planConsistency(from, to), tree.proveConsistency(from, to)],
        ] as const) {
          if (!plan.ok) throw new Error(plan.problem.message);
          const named = tilesOf(nodesOf(plan.value)).map(tileKey);
          const part: Tiles = new Map(named.map((key) => [key, tiles.get(key)!]));
          expect(buildProof(plan.value, nodeReader(part), hasher)).toEqual(expected);
        }
      }),
    );
  });

  it('do not make up a node of a tile that is missing or too short', () => {
    const { tiles } = filled([10]);
    const read = nodeReader(tiles);
    expect(read({ level: 0, index: 9 })).toBeDefined();
    expect(read({ level: 0, index: 10 })).toBeUndefined();
    expect(read({ level: 4, index: 0 })).toBeUndefined();
    expect(read({ level: 8, index: 0 })).toBeUndefined();
  });
});
