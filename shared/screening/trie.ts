/** Forms of words as one automaton: each place in it leads on by the number of a word. */
export type Node = {
  next: Map<number, Node> | undefined;
  /** By any word at all, written `*`. */
  any: Node | undefined;
  /** Numbers of what is complete here. */
  found: number[] | undefined;
};

/** Words with a number of their own in every automaton. */
export const special = { unknown: 0, any: 1, sentenceStart: 2, number: 3 } as const;

export function emptyNode(): Node {
  return { next: undefined, any: undefined, found: undefined };
}

export function insert(root: Node, words: readonly number[], found: number): void {
  let node = root;
  for (const word of words) node = word === special.any ? anyOf(node) : nextOf(node, word);
  node.found ??= [];
  if (!node.found.includes(found)) node.found.push(found);
}

function anyOf(node: Node): Node {
  return (node.any ??= emptyNode());
}

function nextOf(node: Node, word: number): Node {
  node.next ??= new Map();
  let next = node.next.get(word);
  if (!next) node.next.set(word, (next = emptyNode()));
  return next;
}
