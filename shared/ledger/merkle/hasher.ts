/**
 * SHA-256 (or, in tests, a stand-in): bytes in, 32 bytes out. It must not change what it is given.
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

export function treeHasher(hash: Hash): TreeHasher {
  return {
    empty: () => hash(new Uint8Array(0)),
    leaf(entry) {
      const bytes = new Uint8Array(1 + entry.length);
      bytes.set(entry, 1);
      return hash(bytes);
    },
    node(left, right) {
      const bytes = new Uint8Array(1 + left.length + right.length);
      bytes[0] = 1;
      bytes.set(left, 1);
      bytes.set(right, 1 + left.length);
      return hash(bytes);
    },
  };
}
