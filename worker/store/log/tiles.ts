import { joinHashes } from '../../../shared/ledger/merkle/frontier.ts';
import { hashSize } from '../../../shared/ledger/merkle/hasher.ts';
import type { NodeReader } from '../../../shared/ledger/merkle/prove.ts';
import type { NodeId } from '../../../shared/ledger/merkle/spans.ts';
import { completeNodes } from '../../../shared/ledger/merkle/spans.ts';
import { hasher } from '../entry.ts';

/*
 * The tree in tiles of 256 hashes (https://c2sp.org/tlog-tiles): level 0 holds the hashes of events,
 * level n + 1 those of whole tiles of level n. What lies between is hashed again when it is asked for:
 * at most 255 hashes a tile, where storing every node would double the space and the rows.
 */

export const tileWidth = 256;
const tileHeight = 8;

/** The `tile`-th of a level, from the left. */
export type TileId = { readonly level: number; readonly tile: number };

/** Hashes of tiles, 32 bytes each, one after another. */
export type Tiles = Map<string, Uint8Array>;

export const tileKey = ({ level, tile }: TileId): string => `${level}/${tile}`;

/** The tiles that are not full in a tree of this size: what further hashes are put into. */
export function rightEdge(size: number): TileId[] {
  const edge: TileId[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth))
    if (count % tileWidth > 0) edge.push({ level, tile: Math.floor(count / tileWidth) });
  return edge;
}

/**
 * Puts further leaves (32 bytes each, one after another) into the tiles, which hold at least the right
 * edge of a tree of `size`. Gives the tiles that have grown, of all levels.
 */
export function grow(tiles: Tiles, size: number, leaves: Uint8Array): TileId[] {
  const grown = new Map<string, TileId>();
  const put = (level: number, count: number, hashes: Uint8Array): void => {
    for (let at = 0; at < hashes.length;) {
      const id = { level, tile: Math.floor(count / tileWidth) };
      const key = tileKey(id);
      const old = count % tileWidth === 0 ? new Uint8Array(0) : tiles.get(key)!;
      const part = hashes.subarray(at, at + tileWidth * hashSize - old.length);
      const tile = new Uint8Array(old.length + part.length);
      tile.set(old);
      tile.set(part, old.length);
      tiles.set(key, tile);
      grown.set(key, id);
      at += part.length;
      count += part.length / hashSize;
      if (count % tileWidth === 0) put(level + 1, id.tile, rootOf(tile));
    }
  };
  put(0, size, leaves);
  return [...grown.values()];
}

/** Where a node's hash is made from: part of a tile. */
function place({
  level,
  index,
}: NodeId): TileId & { readonly start: number; readonly end: number } {
  const span = 2 ** (level % tileHeight);
  const tile = Math.floor((index * span) / tileWidth);
  const start = index * span - tile * tileWidth;
  return { level: Math.floor(level / tileHeight), tile, start, end: start + span };
}

/** The tiles that these nodes are made from, each once. */
export function tilesOf(nodes: readonly NodeId[]): TileId[] {
  const ids = nodes.map(place).map(({ level, tile }) => ({ level, tile }));
  return [...new Map(ids.map((id) => [tileKey(id), id])).values()];
}

/** Reads nodes from tiles; `undefined` where a tile is missing or too short. */
export function nodeReader(tiles: Tiles): NodeReader {
  return (node) => {
    const { start, end, ...id } = place(node);
    const tile = tiles.get(tileKey(id));
    if (!tile || tile.length < end * hashSize) return undefined;
    return rootOf(tile.subarray(start * hashSize, end * hashSize));
  };
}

/** The root of a tree of this size, from tiles that hold at least its right edge. */
export function rootFrom(tiles: Tiles, size: number): Uint8Array {
  if (size === 0) return hasher.empty();
  const read = nodeReader(tiles);
  return joinHashes(
    completeNodes({ start: 0, end: size }).map((node) => read(node)!),
    hasher,
  );
}

/** The hash over neighbouring subtrees, whose number is a power of two. */
function rootOf(hashes: Uint8Array): Uint8Array {
  let level = Array.from({ length: hashes.length / hashSize }, (_, at) =>
    hashes.subarray(at * hashSize, (at + 1) * hashSize),
  );
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) =>
      hasher.node(level[2 * at]!, level[2 * at + 1]!),
    );
  return level[0]!;
}
