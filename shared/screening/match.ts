import type { Compiled, Pattern } from './compile.ts';
import type { Tokens } from './tokens.ts';
import { parted } from './tokens.ts';
import type { State } from './automaton.ts';
import { special } from './automaton.ts';

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
 * Runs the automaton from every word. A form is at most some ten words long, so the cost grows with the
 * text's length and with nothing else.
 */
export function match(tokens: Tokens, compiled: Compiled): Matches {
  const { ids, exactIds, automaton, patterns, compounds } = compiled;
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
  const walk = (from: State, first: number): void => {
    let state: State | undefined = from;
    for (let at = first; at < count && (at === first || before[at] === parted.not); at++) {
      steps++;
      state = automaton.step(state, id[at]!, other[at]!);
      if (!state) return;
      for (const number of state.found) found.push({ first, last: at, pattern: patterns[number]! });
    }
  };
  const atStart = automaton.step(automaton.root, special.sentenceStart, special.unknown);
  for (let at = 0; at < count; at++) {
    if (id[at] !== special.unknown || other[at] !== special.unknown) walk(automaton.root, at);
    if (atStart && before[at] === parted.firmly) walk(atStart, at);
  }
  return { found, classes, steps };
}

function isNumber(word: string): boolean {
  return word.length <= 3 && word.charCodeAt(0) <= 57 && /^\d+$/.test(word);
}
