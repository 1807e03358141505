import type { Compiled, Pattern } from './compile.ts';
import { bits } from './compile.ts';
import type { Match, Matches } from './match.ts';
import type { Tokens } from './tokens.ts';
import { parted } from './tokens.ts';

/** Matches of one type of pattern. */
export type Of<Type extends Pattern['type']> = Match<Extract<Pattern, { type: Type }>>;
/** Everything about a text that binding asks again and again, worked out once. */
export type Reading = {
  readonly tokens: Tokens;
  readonly compiled: Compiled;
  readonly classes: readonly number[];
  readonly terms: readonly Of<'lexicon'>[];
  readonly formulas: readonly Of<'formula'>[];
  readonly contents: readonly Of<'content'>[];
  /** By word: the binders that end, or (`side: after`) begin there. */
  readonly binders: readonly (Of<'binder'>[] | undefined)[];
  /** By word: where the longest link begins that ends there, or -1. */
  readonly linkStart: Int32Array;
  /** By word: the last word of the longest term that begins there, or -1; and whether a term covers it. */
  readonly termEnd: Int32Array;
  readonly inTerm: Uint8Array;
  /** Classes of the next pronoun from a word on in its sentence, and of the last one before it. */
  readonly nextPronoun: Int32Array;
  readonly lastPronoun: Int32Array;
};

const anyPronoun = bits.you | bits.first | bits.third;

export function readMatches(tokens: Tokens, matches: Matches, compiled: Compiled): Reading {
  const { count, sentence } = tokens;
  const { classes, found } = matches;
  const idiomLength = new Int32Array(count);
  for (const { first, last, pattern } of found)
    if (pattern.type === 'idiom')
      for (let at = first; at <= last; at++)
        idiomLength[at] = Math.max(idiomLength[at]!, last - first + 1);
  const isIdiom = ({ first, last }: Match): boolean => {
    for (let at = first; at <= last; at++) if (idiomLength[at]! > last - first) return true;
    return false;
  };

  const terms: Of<'lexicon'>[] = [];
  const formulas: Of<'formula'>[] = [];
  const contents: Of<'content'>[] = [];
  const binders: (Of<'binder'>[] | undefined)[] = [];
  const termEnd = new Int32Array(count).fill(-1);
  const linkStart = new Int32Array(count).fill(-1);
  const inTerm = new Uint8Array(count);
  for (const one of found) {
    const { pattern, first, last } = one;
    if (pattern.type === 'content') contents.push(one as Of<'content'>);
    else if (pattern.type === 'binder') {
      const place = pattern.binder.side === 'after' ? first : last;
      (binders[place] ??= []).push(one as Of<'binder'>);
    } else if (pattern.type === 'link') {
      if (linkStart[last] === -1 || first < linkStart[last]!) linkStart[last] = first;
    } else if (pattern.type === 'formula' && !isIdiom(one)) formulas.push(one as Of<'formula'>);
    else if (pattern.type === 'lexicon' && !isIdiom(one)) {
      terms.push(one as Of<'lexicon'>);
      termEnd[first] = Math.max(termEnd[first]!, last);
      for (let at = first; at <= last; at++) inTerm[at] = 1;
    }
  }

  const nextPronoun = new Int32Array(count);
  const lastPronoun = new Int32Array(count);
  for (let at = count - 1; at >= 0; at--)
    nextPronoun[at] =
      classes[at]! & anyPronoun || (sentence[at + 1] === sentence[at] ? nextPronoun[at + 1]! : 0);
  for (let at = 1; at < count; at++)
    if (sentence[at - 1] === sentence[at])
      lastPronoun[at] = classes[at - 1]! & anyPronoun || lastPronoun[at - 1]!;
  return {
    tokens,
    compiled,
    classes,
    terms,
    formulas,
    contents,
    binders,
    linkStart,
    termEnd,
    inTerm,
    nextPronoun,
    lastPronoun,
  };
}

/** A place outside the text is parted from everything. */
export function partedBefore({ tokens }: Reading, at: number): number {
  return at <= 0 || at >= tokens.count ? parted.firmly : tokens.before[at]!;
}
