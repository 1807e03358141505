/** The entries from `start` up to, not including, `end`. */
export type Span = { readonly start: number; readonly end: number };

/** A complete subtree of 2^level entries, the `index`-th of that level from the left. */
export type NodeId = { readonly level: number; readonly index: number };

/** A count of entries: a whole number that a double holds exactly, so up to 2^53 - 1. */
export function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** How many binary digits a size has. No shifts of the whole: they cut numbers to 32 bits. */
function bitLength(size: number): number {
  return size < 2 ** 32 ? 32 - Math.clz32(size) : 64 - Math.clz32(Math.floor(size / 2 ** 32));
}

/** Where RFC 9162 splits a tree: the largest power of two below its size. */
function split({ start, end }: Span): number {
  return start + 2 ** (bitLength(end - start - 1) - 1);
}

/**
 * The subtrees whose hashes prove that an entry is in a tree (RFC 9162 section 2.1.3.1), the one
 * beside the entry first. Requires 0 <= index < size.
 */
export function inclusionSpans(index: number, size: number): Span[] {
  const spans: Span[] = [];
  let around: Span = { start: 0, end: size };
  while (around.end - around.start > 1) {
    const middle = split(around);
    const left = { start: around.start, end: middle };
    const right = { start: middle, end: around.end };
    spans.push(index < middle ? right : left);
    around = index < middle ? left : right;
  }
  return spans.toReversed();
}

/**
 * The subtrees whose hashes prove that a tree of `size1` entries is the beginning of one of `size2`
 * (RFC 9162 section 2.1.4.1), the lowest first. Where the old tree is itself a subtree of the new
 * one, its root is known to whoever asks and is not among them. Requires 0 < size1 <= size2.
 */
export function consistencySpans(size1: number, size2: number): Span[] {
  const spans: Span[] = [];
  let around: Span = { start: 0, end: size2 };
  while (around.end !== size1) {
    const middle = split(around);
    const left = { start: around.start, end: middle };
    const right = { start: middle, end: around.end };
    spans.push(size1 <= middle ? right : left);
    around = size1 <= middle ? left : right;
  }
  if (around.start > 0) spans.push(around);
  return spans.toReversed();
}

/** The complete subtrees that a span of a proof is made of, from left to right, each smaller than the one before. */
export function completeNodes({ start, end }: Span): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    const level = bitLength(end - at) - 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}
