import type { Compiled, Pattern } from './compile.ts';
import type { Tokens } from './tokens.ts';
import { parted } from './tokens.ts';
import type { Node } from './trie.ts';
import { special } from './trie.ts';

/** A form found: words `first` to `last`, both included. */
export type Match<P extends Pattern = Pattern> = {
  readonly first: number;
  readonly last: number;
  readonly pattern: P;
};

export type Matches = {
  readonly found: readonly Match[];
  /** By word, its classes as bits. */
  readonly classes: readonly number[];
  /** How many places of the automaton were visited: what the search costs. */
  readonly steps: number;
};

/** Endings shorter words cannot have: below it no compound is looked for. */
const shortestCompound = 7;

/**
 * Runs the automaton from every word. A form is at most some ten words long and the automaton is a tree,
 * so the cost grows with the text's length and with nothing else.
 */
export function match(tokens: Tokens, compiled: Compiled): Matches {
  const { ids, exactIds, root, patterns, compounds } = compiled;
  const { text, count, folded, before, start, end } = tokens;
  const id: number[] = [];
  const other: number[] = [];
  const classes: number[] = [];
  const found: Match[] = [];
  let steps = 0;
  for (let at = 0; at < count; at++) {
    const word = folded[at]!;
    id[at] = ids.get(word) ?? special.unknown;
    other[at] = isNumber(word)
      ? special.number
      : exactIds.size > 0
        ? (exactIds.get(text.slice(start[at], end[at])) ?? special.unknown)
        : special.unknown;
    classes[at] = compiled.classes[id[at]!]! | compiled.classes[other[at]!]!;
    if (id[at] === special.unknown && word.length >= shortestCompound)
      for (const { ending, pattern } of compounds)
        if (word.endsWith(ending)) {
          found.push({ first: at, last: at, pattern: patterns[pattern]! });
          break;
        }
  }
  const walk = (node: Node, first: number, at: number): void => {
    steps++;
    if (node.found)
      for (const number of node.found)
        found.push({ first, last: at - 1, pattern: patterns[number]! });
    if (at >= count || (at > first && before[at] !== parted.not)) return;
    if (node.any) walk(node.any, first, at + 1);
    if (!node.next) return;
    const next = id[at] === special.unknown ? undefined : node.next.get(id[at]!);
    if (next) walk(next, first, at + 1);
    const second = other[at] === special.unknown ? undefined : node.next.get(other[at]!);
    if (second) walk(second, first, at + 1);
  };
  const atStart = root.next?.get(special.sentenceStart);
  for (let at = 0; at < count; at++) {
    walk(root, at, at);
    if (atStart && before[at] === parted.firmly) walk(atStart, at, at);
  }
  return { found, classes, steps };
}

function isNumber(word: string): boolean {
  return word.length <= 3 && /^\d+$/.test(word);
}
