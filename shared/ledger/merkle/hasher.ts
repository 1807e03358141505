/**
 * SHA-256: bytes in, 32 new bytes out. It must neither change nor keep what it is given, since the
 * next call reuses that memory.
 *
 * Synchronous on purpose. Every step of a tree hashes some 65 bytes, and awaiting WebCrypto for each
 * costs five times the hashing itself. Node and Workers have `node:crypto`, a page a small library;
 * only signatures, of which a checkpoint has one or two, may be awaited.
 */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** Bytes of a SHA-256 hash. */
export const hashSize = 32;

/** The three hashes of RFC 9162 section 2.1.1, told apart by their first byte. */
export type TreeHasher = {
  /** The root of a tree with no entry: the hash of nothing. */
  readonly empty: () => Uint8Array;
  readonly leaf: (entry: Uint8Array) => Uint8Array;
  readonly node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
};

/**
 * Most entries fit. Allocating the bytes to hash anew takes as long as hashing them: beyond 64 bytes
 * V8 keeps an array outside its own heap.
 */
const scratchSize = 4096;

export function treeHasher(hash: Hash): TreeHasher {
  const leafBytes = new Uint8Array(scratchSize);
  const nodeBytes = new Uint8Array(1 + 2 * hashSize).fill(1, 0, 1);
  return {
    empty: () => hash(new Uint8Array(0)),
    leaf(entry) {
      const length = 1 + entry.length;
      const bytes = length > scratchSize ? new Uint8Array(length) : leafBytes.subarray(0, length);
      bytes.set(entry, 1);
      return hash(bytes);
    },
    node(left, right) {
      const length = 1 + left.length + right.length;
      const bytes = length === nodeBytes.length ? nodeBytes : new Uint8Array(length).fill(1, 0, 1);
      bytes.set(left, 1);
      bytes.set(right, 1 + left.length);
      return hash(bytes);
    },
  };
}
